package org.vedette.base;

import java.util.Arrays;

/** A growing list of ints, without boxes. */
public final class IntList {
  private int[] values;
  private int size;

  /** An empty list with room for {@code capacity} values. */
  public IntList(int capacity) {
    values = new int[Math.max(4, capacity)];
  }

  /** Appends a value. */
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** The value at an index. */
  public int get(int index) {
    return values[index];
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** A copy of the values. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** Adds to the last value. */
  void extendLast(int by) {
    values[size - 1] += by;
  }

  /** Sorts the values, smallest first. */
  void sort() {
    Arrays.sort(values, 0, size);
  }
}
