package org.vedette.data.transform.corrupt;

import org.vedette.base.RandomSource;

/**
 * A random landscape by the diamond-square algorithm: the middle of four points is their mean and
 * some noise, which shrinks with the distance of the points. Its sides are joined.
 */
final class Plasma {
  private static final double START = 100;

  private final int side;
  private final float[] heights;
  private final RandomSource random;

  private Plasma(int side, RandomSource random) {
    this.side = side;
    this.heights = new float[side * side];
    this.random = random;
  }

  /**
   * A landscape (height * width) of numbers from 0 to 1, cut from a square whose side is a power of
   * two.
   *
   * @param decay by how much the noise shrinks when the distance is halved
   */
  static float[] landscape(int height, int width, double decay, RandomSource random) {
    int side = Integer.highestOneBit(2 * Math.max(height, width) - 1);
    Plasma plasma = new Plasma(side, random);
    double noise = START;
    for (int step = side; step >= 2; step /= 2) {
      plasma.fillSquares(step, noise * noise);
      plasma.fillDiamonds(step, noise * noise);
      noise /= decay;
    }
    return plasma.cut(height, width);
  }

  private float at(int y, int x) {
    return heights[Math.floorMod(y, side) * side + Math.floorMod(x, side)];
  }

  private void set(int y, int x, float sum, double noise) {
    heights[y * side + x] = (float) (sum / 4 + random.uniform(-noise, noise));
  }

  private void fillSquares(int step, double noise) {
    int half = step / 2;
    for (int y = 0; y < side; y += step) {
      for (int x = 0; x < side; x += step) {
        float sum = at(y, x) + at(y + step, x) + at(y, x + step) + at(y + step, x + step);
        set(y + half, x + half, sum, noise);
      }
    }
  }

  private void fillDiamonds(int step, double noise) {
    int half = step / 2;
    for (int y = 0; y < side; y += step) {
      for (int x = half; x < side; x += step) {
        set(y, x, around(y, x, half), noise);
      }
    }
    for (int y = half; y < side; y += step) {
      for (int x = 0; x < side; x += step) {
        set(y, x, around(y, x, half), noise);
      }
    }
  }

  private float around(int y, int x, int half) {
    return at(y - half, x) + at(y + half, x) + at(y, x - half) + at(y, x + half);
  }

  /** Brings the whole square to 0..1, then cuts a corner out. */
  private float[] cut(int height, int width) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : heights) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    float[] out = new float[height * width];
    for (int i = 0; i < out.length; i++) {
      out[i] = (heights[i / width * side + i % width] - least) / (most - least);
    }
    return out;
  }
}
