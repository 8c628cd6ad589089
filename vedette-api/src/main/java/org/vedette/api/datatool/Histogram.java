package org.vedette.api.datatool;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Counts by name.
 *
 * @param title what is counted
 * @param names what each count is of
 * @param counts the counts
 */
public record Histogram(String title, List<String> names, List<Integer> counts) {
  /** Counts values between bounds: below the first, between each two, and from the last on. */
  static Histogram of(String title, DoubleStream values, double[] bounds, List<String> names) {
    int[] counts = new int[bounds.length + 1];
    values.forEach(
        value -> {
          int bin = 0;
          while (bin < bounds.length && value >= bounds[bin]) {
            bin++;
          }
          counts[bin]++;
        });
    return new Histogram(title, names, IntStream.of(counts).boxed().toList());
  }

  /** The highest count; 0 when there is none. */
  int highest() {
    return counts.isEmpty() ? 0 : Collections.max(counts);
  }
}
