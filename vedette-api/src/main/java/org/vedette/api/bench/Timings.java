package org.vedette.api.bench;

import java.util.Arrays;

/**
 * Durations of the same work, in milliseconds.
 *
 * @param median half of them are no longer
 * @param min the shortest
 * @param p90 nine of ten are no longer
 */
public record Timings(double median, double min, double p90) {
  private static final double P90 = 0.9;

  /** The figures of one or more durations. */
  static Timings of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Timings(median, sorted[0], sorted[(int) Math.ceil(P90 * count) - 1]);
  }
}
