package org.vedette.core.box;

import java.util.Arrays;

/** Sorts floats without boxing. */
public final class ScoreOrder {
  private ScoreOrder() {}

  /**
   * The positions of the values in falling order, equal ones and NaN where PyTorch's {@code sort}
   * has them: see {@link IntroSort}.
   */
  public static int[] falling(float[] values) {
    float[] sorted = values.clone();
    int[] positions = new int[values.length];
    Arrays.setAll(positions, i -> i);
    IntroSort.falling(sorted, positions, positions.length);
    return positions;
  }

  /**
   * Moves the highest values to the front: the first {@code limit} stand as {@link #falling} has
   * them, the rest in any order. Far cheaper than to sort all when few of many are wanted.
   *
   * @param values are reordered
   * @param tags as many; move with their values
   */
  public static void toFront(float[] values, int[] tags, int limit) {
    IntroSort.falling(values, tags, limit);
  }

  /** The positions of the values in rising order; equal values keep their order, NaN comes last. */
  public static int[] rising(float[] values) {
    // The float's ordered bits and its index share one long.
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (ordered(values[i]) & 0xFFFFFFFFL) << 32 | i;
    }
    return positions(keys);
  }

  /** Sorts keys as unsigned numbers and gives their lower halves. */
  private static int[] positions(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** Bits that compare, as unsigned integers, as the floats do; -0 equals 0. */
  private static long ordered(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits < 0 ? ~bits & 0xFFFFFFFFL : bits | 0x80000000L;
  }
}
