package org.vedette.config;

import java.math.BigInteger;

/** Python's indices and slices: negative ones count from the end. */
final class Indices {
  private Indices() {}

  /** The place in a sequence of {@code size} items that an index names. */
  static int index(ConfigNode node, int size) {
    Object value = node instanceof ScalarNode scalar ? scalar.value() : node;
    if (!Numbers.isWhole(value)) {
      throw new OperationException("an index is a whole number, got " + Operators.typeName(node));
    }
    BigInteger whole = Numbers.whole(value);
    BigInteger index = whole.signum() < 0 ? whole.add(BigInteger.valueOf(size)) : whole;
    if (index.signum() < 0 || index.compareTo(BigInteger.valueOf(size)) >= 0) {
      throw new OperationException("index " + whole + " of " + size + " items");
    }
    return index.intValue();
  }

  /** The indices that a slice of a sequence of {@code size} items takes; null is "left out". */
  static int[] slice(int size, Object lower, Object upper, Object step) {
    int by = step == null ? 1 : clamp(step, -size - 1, size + 1);
    if (by == 0) {
      throw new OperationException("the step of a slice is 0");
    }
    int lowest = by > 0 ? 0 : -1;
    int highest = by > 0 ? size : size - 1;
    int from = lower == null ? (by > 0 ? lowest : highest) : bound(lower, size, lowest, highest);
    int to = upper == null ? (by > 0 ? highest : lowest) : bound(upper, size, lowest, highest);
    int count = Math.max(0, (to - from + by - Integer.signum(by)) / by);
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = from + i * by;
    }
    return indices;
  }

  private static int bound(Object value, int size, int lowest, int highest) {
    int clamped = clamp(value, -size - 1, size);
    return Math.max(lowest, Math.min(highest, clamped < 0 ? clamped + size : clamped));
  }

  private static int clamp(Object value, int low, int high) {
    if (!Numbers.isWhole(value)) {
      throw new OperationException("the bounds of a slice are whole numbers");
    }
    BigInteger whole = Numbers.whole(value);
    return whole.max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high)).intValue();
  }
}
