package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * Sides of a square to draw from: {@code (least, greatest)}, or one number beside 3.
 *
 * @param low the least
 * @param high the greatest
 */
public record KernelSizes(int low, int high) {
  private static final String EXPECTED = "int or (least, greatest), 1 or more";

  /** Checks the order. */
  public KernelSizes {
    if (low < 1 || high < low) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /** Reads a number or a pair; see {@link FromConfig}. */
  @FromConfig
  public static KernelSizes read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new KernelSizes(whole(list.items().get(0)), whole(list.items().get(1)));
    }
    int side = whole(node);
    return new KernelSizes(Math.min(3, side), Math.max(3, side));
  }

  private static int whole(ConfigNode node) {
    if (node instanceof ScalarNode scalar
        && scalar.value() instanceof Long number
        && number == number.intValue()) {
      return number.intValue();
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /** A side: the least, or more by a multiple of 2. */
  int draw(RandomSource random) {
    return low + 2 * random.nextInt((high - low) / 2 + 1);
  }
}
