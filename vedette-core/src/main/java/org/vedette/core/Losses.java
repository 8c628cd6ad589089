package org.vedette.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The named losses of one step, in order. A loss may have several parts, such as one per level. */
public final class Losses {
  private final Map<String, List<Tensor>> parts = new LinkedHashMap<>();

  /** Adds a loss of one part, a tensor of no dimension. */
  public Losses add(String name, Tensor value) {
    return add(name, List.of(value));
  }

  /** Adds a loss of several parts. */
  public Losses add(String name, List<Tensor> values) {
    if (parts.put(name, List.copyOf(values)) != null) {
      throw new IllegalArgumentException("loss '" + name + "' is there already");
    }
    return this;
  }

  /** Adds all losses of another, with a prefix such as {@code s0.}. */
  public Losses addAll(String prefix, Losses others) {
    others.parts.forEach((name, values) -> add(prefix + name, values));
    return this;
  }

  /** The parts by name. */
  public Map<String, List<Tensor>> parts() {
    return Collections.unmodifiableMap(parts);
  }

  /**
   * What is minimised: the sum of the parts whose names contain "loss"; the others (an accuracy,
   * say) are only shown.
   */
  public Tensor total() {
    Tensor total = null;
    for (Map.Entry<String, List<Tensor>> entry : parts.entrySet()) {
      if (entry.getKey().contains("loss")) {
        for (Tensor value : entry.getValue()) {
          Tensor mean = value.mean();
          total = total == null ? mean : total.add(mean);
        }
      }
    }
    if (total == null) {
      throw new IllegalStateException("no loss among " + parts.keySet());
    }
    return total;
  }
}
