package org.vedette.engine.log;

import java.util.Arrays;

/**
 * The values of one logged number over a run, with the count that each stands for: MMEngine's
 * {@code HistoryBuffer}. Keeps the last million.
 */
public final class History {
  private static final int MAX = 1_000_000;
  private double[] values = new double[16];
  private long[] counts = new long[16];
  private int size;

  /** Adds a value that is the mean of {@code count} ones. */
  public void add(double value, long count) {
    if (size == MAX) {
      System.arraycopy(values, 1, values, 0, size - 1);
      System.arraycopy(counts, 1, counts, 0, size - 1);
      size--;
    } else if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(MAX, 2 * size));
      counts = Arrays.copyOf(counts, values.length);
    }
    values[size] = value;
    counts[size++] = count;
  }

  /** How many values are kept. */
  public int size() {
    return size;
  }

  /** The last value. */
  public double current() {
    if (size == 0) {
      throw new IllegalStateException("nothing was logged yet");
    }
    return values[size - 1];
  }

  /** The mean of the last {@code window} values, weighted by their counts. */
  public double mean(int window) {
    double sum = 0;
    long count = 0;
    for (int i = Math.max(0, size - window); i < size; i++) {
      sum += values[i] * counts[i];
      count += counts[i];
    }
    return sum / count;
  }

  /** The mean of all values. */
  public double mean() {
    return mean(size);
  }

  /** The smallest of the last {@code window} values. */
  public double min(int window) {
    return Arrays.stream(values, Math.max(0, size - window), size).min().orElseThrow();
  }

  /** The largest of the last {@code window} values. */
  public double max(int window) {
    return Arrays.stream(values, Math.max(0, size - window), size).max().orElseThrow();
  }

  /** All values. */
  public double[] values() {
    return Arrays.copyOf(values, size);
  }

  /** What each value stands for. */
  public long[] counts() {
    return Arrays.copyOf(counts, size);
  }
}
