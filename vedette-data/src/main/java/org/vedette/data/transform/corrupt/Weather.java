package org.vedette.data.transform.corrupt;

import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;

/**
 * Corruptions by weather and light.
 *
 * <p>The library lays photographs of frosted windows over images. These are drawn here, see {@link
 * Frost}, in a slightly blue white; the shares of image and frost are the library's.
 */
final class Weather {
  private static final double[] SNOW_MEANS = {.1, .2, .55, .55, .55};
  private static final double SNOW_DEVIATION = .3;
  private static final double[] SNOW_ZOOMS = {3, 2, 4, 4.5, 2.5};
  private static final double[] SNOW_LIMITS = {.5, .5, .9, .85, .85};
  private static final Motion[] SNOW_MOTIONS = {
    new Motion(10, 4), new Motion(12, 4), new Motion(12, 8), new Motion(12, 8), new Motion(12, 12)
  };
  private static final double[] SNOW_SHARES = {.8, .7, .7, .65, .55};
  private static final double[] FROST_IMAGES = {1, .8, .7, .65, .6};
  private static final double[] FROST_SHARES = {.4, .6, .7, .7, .75};
  private static final double[] FROST_COLOURS = {1, .97, .93};
  private static final double[] FOG_SHARES = {1.5, 2, 2.5, 2.5, 3};
  private static final double[] FOG_DECAYS = {2, 2, 1.7, 1.5, 1.4};
  private static final double[] LIGHTS = {.1, .2, .3, .4, .5};
  private static final double[] GREY = {.299, .587, .114};

  private Weather() {}

  static Image snow(Raster raster, int level, RandomSource random) {
    Raster layer = flakes(raster.height(), raster.width(), level, random);
    double share = SNOW_SHARES[level];
    double[] values = raster.values();
    int rows = Math.min(raster.height(), layer.height());
    int columns = Math.min(raster.width(), layer.width());
    for (int i = 0; i < values.length; i += 3) {
      double grey = 0;
      for (int c = 0; c < 3; c++) {
        grey += GREY[c] * values[i + c];
      }
      double white = grey * 1.5 + 0.5;
      int y = i / 3 / raster.width();
      int x = i / 3 % raster.width();
      double fallen =
          y < rows && x < columns
              ? layer.values()[layer.at(y, x)]
                  + layer.values()[layer.at(rows - 1 - y, columns - 1 - x)]
              : 0;
      for (int c = 0; c < 3; c++) {
        double value = values[i + c];
        values[i + c] = share * value + (1 - share) * Math.max(value, white) + fallen;
      }
    }
    return raster.toImage();
  }

  /** Streaks of flakes in steps of 1/255. */
  private static Raster flakes(int height, int width, int level, RandomSource random) {
    Raster seeds = Raster.blank(height, width, 1);
    for (int i = 0; i < seeds.values().length; i++) {
      seeds.values()[i] = SNOW_MEANS[level] + SNOW_DEVIATION * random.nextGaussian();
    }
    Raster flakes = Zoom.middle(seeds, SNOW_ZOOMS[level]);
    double[] values = flakes.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < SNOW_LIMITS[level] ? 0 : Math.min(values[i], 1);
    }
    Raster streaks = SNOW_MOTIONS[level].apply(flakes, -135, -45, random);
    for (int i = 0; i < streaks.values().length; i++) {
      streaks.values()[i] = Math.rint(streaks.values()[i] * 255) / 255;
    }
    return streaks;
  }

  static Image frost(Raster raster, int level, RandomSource random) {
    int height = raster.height();
    int width = raster.width();
    float[] frost = Frost.draw(height, width, random);
    double[] values = raster.values();
    for (int i = 0; i < values.length; i++) {
      values[i] =
          FROST_IMAGES[level] * values[i]
              + FROST_SHARES[level] * FROST_COLOURS[i % 3] * frost[i / 3];
    }
    return raster.toImage();
  }

  static Image fog(Raster raster, int level, RandomSource random) {
    double share = FOG_SHARES[level];
    float[] cloud = Plasma.landscape(raster.height(), raster.width(), FOG_DECAYS[level], random);
    double[] values = raster.values();
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + share * cloud[i / 3]) * most / (most + share);
    }
    return raster.toImage();
  }

  /** With hue and saturation kept, a colour is a multiple of its value; black becomes grey. */
  static Image brightness(Raster raster, int level) {
    double[] values = raster.values();
    for (int i = 0; i < values.length; i += 3) {
      double value = Math.max(values[i], Math.max(values[i + 1], values[i + 2]));
      double lighter = Math.min(value + LIGHTS[level], 1);
      for (int c = 0; c < 3; c++) {
        values[i + c] = value == 0 ? lighter : values[i + c] / value * lighter;
      }
    }
    return raster.toImage();
  }
}
