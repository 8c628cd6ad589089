package org.vedette.engine.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects an optimizer's settings under PyTorch's names and checks their ranges. */
final class Settings {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Adds a finite number that must not be negative, as PyTorch wants nearly all of them. */
  Settings positive(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " " + value + ": expected a finite number, 0 or more");
    }
    return any(name, value);
  }

  /** Adds a value as it is. */
  Settings any(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Adds {@code differentiable}, which only code that trains its optimizer needs. */
  Settings differentiable(boolean value) {
    if (value) {
      throw new IllegalArgumentException(
          "differentiable=True: gradients through the optimizer are not supported");
    }
    return any("differentiable", false);
  }

  /** What was collected, in order. */
  Map<String, Object> map() {
    return values;
  }
}
