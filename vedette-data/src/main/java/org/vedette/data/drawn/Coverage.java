package org.vedette.data.drawn;

import java.util.Arrays;

/**
 * How much of each pixel an outline covers, from 16 points a pixel. In plain Java, not by OpenCV,
 * so that pictures and masks agree to the pixel and are the same on every machine.
 */
final class Coverage {
  private static final int FINE = 4;

  /** The count of a pixel that is wholly covered. */
  static final int FULL = FINE * FINE;

  private final int width;
  private final int height;
  private final int[] counts;

  private Coverage(int width, int height) {
    this.width = width;
    this.height = height;
    this.counts = new int[width * height];
  }

  /**
   * Covers what an odd number of rings enclose.
   *
   * @param rings x0 y0 x1 y1 ... of each, in pixels; parts outside the image are cut off
   */
  static Coverage of(double[][] rings, int width, int height) {
    Coverage coverage = new Coverage(width, height);
    for (int row = 0; row < height * FINE; row++) {
      double[] crossings = crossings(rings, (row + 0.5) / FINE);
      for (int i = 0; i + 1 < crossings.length; i += 2) {
        coverage.span(row / FINE, crossings[i], crossings[i + 1]);
      }
    }
    return coverage;
  }

  private static double[] crossings(double[][] rings, double y) {
    return Arrays.stream(rings)
        .flatMapToDouble(ring -> Arrays.stream(ringCrossings(ring, y)))
        .sorted()
        .toArray();
  }

  private static double[] ringCrossings(double[] ring, double y) {
    double[] found = new double[ring.length / 2];
    int count = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      double from = ring[i + 1];
      double to = ring[next + 1];
      if (from <= y != to <= y) {
        found[count++] = ring[i] + (y - from) / (to - from) * (ring[next] - ring[i]);
      }
    }
    return Arrays.copyOf(found, count);
  }

  private void span(int row, double from, double to) {
    int first = Math.max(0, (int) Math.ceil(from * FINE - 0.5));
    int last = Math.min(width * FINE - 1, (int) Math.ceil(to * FINE - 0.5) - 1);
    for (int x = first; x <= last; x++) {
      counts[row * width + x / FINE]++;
    }
  }

  /** How many of a pixel's points are covered, 0 to {@link #FULL}; pixels are row major. */
  int at(int pixel) {
    return counts[pixel];
  }

  /** Whether a pixel belongs to the mask: at least half of it is covered. */
  boolean isSet(int pixel) {
    return 2 * counts[pixel] >= FULL;
  }

  /** How many pixels belong to the mask. */
  int area() {
    int area = 0;
    for (int pixel = 0; pixel < width * height; pixel++) {
      area += isSet(pixel) ? 1 : 0;
    }
    return area;
  }
}
