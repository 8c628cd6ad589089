package org.vedette.visual.chart;

import java.util.Arrays;

/**
 * A line of a chart.
 *
 * @param name what it is
 * @param x (P)
 * @param y (P); NaN breaks the line
 * @param dots whether each point is marked
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(String name, double[] x, double[] y, boolean dots) {
  /** Checks that there are as many of both. */
  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(name + ": " + x.length + " x, " + y.length + " y");
    }
  }

  /** A line without marks. */
  public static Series line(String name, double[] x, double[] y) {
    return new Series(name, x, y, false);
  }

  /** A line with marks. */
  public static Series dotted(String name, double[] x, double[] y) {
    return new Series(name, x, y, true);
  }

  /** The same with at most {@code most} points, each the mean of its neighbours. */
  public Series thinned(int most) {
    int size = x.length;
    if (size <= most) {
      return this;
    }
    double[] newX = new double[most];
    double[] newY = new double[most];
    for (int i = 0; i < most; i++) {
      int from = (int) ((long) size * i / most);
      int to = (int) ((long) size * (i + 1) / most);
      newX[i] = Arrays.stream(x, from, to).average().orElseThrow();
      newY[i] = Arrays.stream(y, from, to).filter(Double::isFinite).average().orElse(Double.NaN);
    }
    return new Series(name, newX, newY, dots);
  }
}
