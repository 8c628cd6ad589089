package org.vedette.data.transform.corrupt;

import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;

/** Corruptions that treat each value by itself. */
final class Noise {
  private static final double[] DEVIATIONS = {.08, .12, .18, .26, .38};
  private static final double[] PHOTONS = {60, 25, 12, 5, 3};
  private static final double[] SHARES = {.03, .06, .09, .17, .27};

  private Noise() {}

  static Image gaussian(Raster raster, int level, RandomSource random) {
    double[] values = raster.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += random.nextGaussian() * DEVIATIONS[level];
    }
    return raster.toImage();
  }

  static Image shot(Raster raster, int level, RandomSource random) {
    double[] values = raster.values();
    double photons = PHOTONS[level];
    for (int i = 0; i < values.length; i++) {
      values[i] = poisson(values[i] * photons, random) / photons;
    }
    return raster.toImage();
  }

  /** A number of a Poisson distribution by its product of uniform numbers; for small means. */
  static int poisson(double mean, RandomSource random) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  static Image impulse(Raster raster, int level, RandomSource random) {
    double[] values = raster.values();
    for (int i = 0; i < values.length; i++) {
      if (random.nextDouble() <= SHARES[level]) {
        values[i] = random.nextDouble() <= 0.5 ? 1 : 0;
      }
    }
    return raster.toImage();
  }
}
