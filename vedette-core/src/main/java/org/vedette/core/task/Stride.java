package org.vedette.core.task;

import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * Pixels of the image per cell of a feature map.
 *
 * @param x pixels per column
 * @param y pixels per row
 */
public record Stride(int x, int y) {
  /** Checks that both are positive. */
  public Stride {
    if (x <= 0 || y <= 0) {
      throw new IllegalArgumentException("expected positive strides, got (" + x + ", " + y + ")");
    }
  }

  /** The same in both directions. */
  public static Stride square(int stride) {
    return new Stride(stride, stride);
  }

  /** Reads a number or a pair {@code (x, y)}. */
  @FromConfig
  public static Stride of(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new Stride(whole(list.items().get(0)), whole(list.items().get(1)));
    }
    return square(whole(node));
  }

  private static int whole(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Long value) {
      return Math.toIntExact(value);
    }
    throw new IllegalArgumentException("expected a whole number or a pair of them");
  }
}
