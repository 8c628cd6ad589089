package org.vedette.data.transform.corrupt;

import org.vedette.base.RandomSource;

/**
 * A smear: the mean of a raster moved along a direction, the further the less.
 *
 * @param radius half of how many steps there are
 * @param sigma how far the smear reaches, in steps
 */
record Motion(int radius, double sigma) {
  /** The smeared raster, along a direction between two angles in degrees. */
  Raster apply(Raster raster, double least, double most, RandomSource random) {
    double angle = Math.toRadians(random.uniform(least, most));
    double[] weights = weights();
    Raster out = Raster.blank(raster.height(), raster.width(), raster.channels());
    for (int i = 0; i < weights.length; i++) {
      int down = (int) -Math.ceil(i * Math.sin(angle) - 0.5);
      int right = (int) -Math.ceil(i * Math.cos(angle) - 0.5);
      if (Math.abs(down) >= raster.height() || Math.abs(right) >= raster.width()) {
        break;
      }
      addMoved(raster, out, down, right, weights[i]);
    }
    return out;
  }

  private double[] weights() {
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(-i * i / (2 * sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Adds a moved raster; what it leaves free is its border, repeated. */
  private static void addMoved(Raster raster, Raster out, int down, int right, double weight) {
    int channels = raster.channels();
    for (int y = 0; y < raster.height(); y++) {
      int fromY = Math.max(0, Math.min(y - down, raster.height() - 1));
      for (int x = 0; x < raster.width(); x++) {
        int from = raster.at(fromY, Math.max(0, Math.min(x - right, raster.width() - 1)));
        int to = raster.at(y, x);
        for (int c = 0; c < channels; c++) {
          out.values()[to + c] += weight * raster.values()[from + c];
        }
      }
    }
  }
}
