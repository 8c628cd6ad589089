package org.vedette.data.transform;

import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * A count: one number, or {@code (low, high)} with both included.
 *
 * @param low the least
 * @param high the most
 */
public record IntRange(int low, int high) {
  /** Checks the order. */
  public IntRange {
    if (low < 0 || high < low) {
      throw new IllegalArgumentException("int, or (low, high) with 0 <= low <= high");
    }
  }

  /** Reads a number or a pair; see {@link FromConfig}. */
  @FromConfig
  public static IntRange read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new IntRange(whole(list.items().get(0)), whole(list.items().get(1)));
    }
    int value = whole(node);
    return new IntRange(value, value);
  }

  private static int whole(ConfigNode node) {
    if (node instanceof ScalarNode scalar
        && scalar.value() instanceof Long number
        && number == number.intValue()) {
      return number.intValue();
    }
    throw new IllegalArgumentException("int or (low, high)");
  }
}
