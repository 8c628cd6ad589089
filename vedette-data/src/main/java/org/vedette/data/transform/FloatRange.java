package org.vedette.data.transform;

import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * A number, or {@code (low, high)} to draw from.
 *
 * @param low the least
 * @param high the most
 */
public record FloatRange(double low, double high) {
  /** Checks the order. */
  public FloatRange {
    if (!(low <= high)) {
      throw new IllegalArgumentException("float, or (low, high) with low <= high");
    }
  }

  /** Reads a number or a pair; see {@link FromConfig}. */
  @FromConfig
  public static FloatRange read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new FloatRange(number(list.items().get(0)), number(list.items().get(1)));
    }
    double value = number(node);
    return new FloatRange(value, value);
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("float or (low, high)");
  }
}
