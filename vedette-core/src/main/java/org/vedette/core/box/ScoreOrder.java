package org.vedette.core.box;

import java.util.Arrays;

/** Sorts floats without boxing: the float's ordered bits and its index share one long. */
public final class ScoreOrder {
  private ScoreOrder() {}

  /**
   * The positions of the values in falling order; equal values keep their order, NaN comes first as
   * in PyTorch.
   */
  public static int[] falling(float[] values) {
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (~ordered(values[i]) & 0xFFFFFFFFL) << 32 | i;
    }
    return positions(keys);
  }

  /** The positions of the values in rising order; equal values keep their order, NaN comes last. */
  public static int[] rising(float[] values) {
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
