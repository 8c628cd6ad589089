package org.vedette.data.transform.corrupt;

import java.util.function.IntUnaryOperator;

/** Gaussian filters as scipy's, one direction after the other. */
final class Smoothing {
  private Smoothing() {}

  /** What stands outside a raster. */
  enum Border {
    /** The last value, repeated. */
    NEAREST,
    /** The raster mirrored, the last value repeated. */
    REFLECT;

    private int index(int i, int length) {
      if (this == NEAREST) {
        return Math.max(0, Math.min(i, length - 1));
      }
      int period = Math.floorMod(i, 2 * length);
      return period < length ? period : 2 * length - 1 - period;
    }
  }

  /**
   * The filtered raster.
   *
   * @param sigmaY the deviation over rows, in pixels
   * @param sigmaX the deviation over columns
   * @param truncate how many deviations the filter reaches
   */
  static Raster gaussian(
      Raster raster, double sigmaY, double sigmaX, double truncate, Border border) {
    int row = raster.width() * raster.channels();
    double[] overRows =
        filter(raster.values(), kernel(sigmaY, truncate), row, raster.height(), border);
    double[] overBoth =
        filter(overRows, kernel(sigmaX, truncate), raster.channels(), raster.width(), border);
    return raster.with(overBoth);
  }

  private static double[] kernel(double sigma, double truncate) {
    int radius = (int) (truncate * sigma + 0.5);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double x = i - radius;
      kernel[i] = Math.exp(-0.5 / (sigma * sigma) * x * x);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /** Filters along an axis of {@code length} values that lie {@code stride} apart. */
  private static double[] filter(
      double[] values, double[] kernel, int stride, int length, Border border) {
    double[] out = new double[values.length];
    int radius = kernel.length / 2;
    IntUnaryOperator inside = i -> border.index(i, length);
    int block = stride * length;
    for (int i = 0; i < length; i++) {
      for (int k = 0; k < kernel.length; k++) {
        int from = inside.applyAsInt(i + k - radius) * stride;
        for (int start = 0; start < values.length; start += block) {
          for (int j = 0; j < stride; j++) {
            out[start + i * stride + j] += kernel[k] * values[start + from + j];
          }
        }
      }
    }
    return out;
  }
}
