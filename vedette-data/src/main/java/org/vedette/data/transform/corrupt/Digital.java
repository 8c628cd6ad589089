package org.vedette.data.transform.corrupt;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.PillowResize;

/** Corruptions by processing. */
final class Digital {
  private static final double[] CONTRASTS = {.4, .3, .2, .1, .05};
  private static final double[] STRETCHES = {12.5, 16.25, 21.25, 25, 30};
  private static final double SIGMA = .01;
  private static final double MOVE = .005;
  private static final double REACH = 3;
  private static final double[] SHRINKS = {.6, .5, .4, .3, .25};
  private static final int[] QUALITIES = {25, 18, 15, 10, 7};

  private Digital() {}

  static Image contrast(Raster raster, int level) {
    double[] values = raster.values();
    int channels = raster.channels();
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = c; i < values.length; i += channels) {
        sum += values[i];
      }
      double mean = sum / ((double) values.length / channels);
      for (int i = c; i < values.length; i += channels) {
        values[i] = (values[i] - mean) * CONTRASTS[level] + mean;
      }
    }
    return raster.toImage();
  }

  static Image elastic(Raster raster, int level, RandomSource random) {
    double[] right = field(raster, STRETCHES[level], random);
    double[] down = field(raster, STRETCHES[level], random);
    Raster out = Raster.blank(raster.height(), raster.width(), raster.channels());
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        int i = y * raster.width() + x;
        take(raster, y + down[i], x + right[i], out, out.at(y, x));
      }
    }
    return out.toImage();
  }

  /** How far each pixel moves in one direction. The height rules both, as in the library. */
  private static double[] field(Raster raster, double stretch, RandomSource random) {
    int height = raster.height();
    int width = raster.width();
    double most = height * MOVE;
    Raster noise = Raster.blank(height, width, 1);
    for (int i = 0; i < noise.values().length; i++) {
      noise.values()[i] = random.uniform(-most, most);
    }
    double[] field =
        Smoothing.gaussian(noise, height * SIGMA, width * SIGMA, REACH, Smoothing.Border.REFLECT)
            .values();
    for (int i = 0; i < field.length; i++) {
      field[i] *= stretch;
    }
    return field;
  }

  /** Writes the colour at a place between pixels; outside the raster is mirrored. */
  private static void take(Raster raster, double y, double x, Raster out, int to) {
    int y0 = (int) Math.floor(y);
    int x0 = (int) Math.floor(x);
    int top = mirrored(y0, raster.height());
    int bottom = mirrored(y0 + 1, raster.height());
    int left = mirrored(x0, raster.width());
    int right = mirrored(x0 + 1, raster.width());
    double[] values = raster.values();
    for (int c = 0; c < raster.channels(); c++) {
      double upper =
          mix(values[raster.at(top, left) + c], values[raster.at(top, right) + c], x - x0);
      double lower =
          mix(values[raster.at(bottom, left) + c], values[raster.at(bottom, right) + c], x - x0);
      out.values()[to + c] = mix(upper, lower, y - y0);
    }
  }

  private static double mix(double first, double second, double share) {
    return first + (second - first) * share;
  }

  private static int mirrored(int i, int length) {
    int period = Math.floorMod(i, 2 * length);
    return period < length ? period : 2 * length - 1 - period;
  }

  static Image pixelate(Image image, int level) {
    int height = (int) (image.height() * SHRINKS[level]);
    int width = (int) (image.width() * SHRINKS[level]);
    try (Image small = PillowResize.BOX.resize(image, height, width)) {
      return PillowResize.nearest(small, image.height(), image.width());
    }
  }

  /** The first channel counts as red, as the library takes it. */
  static Image jpeg(Image image, int level) {
    try (Image swapped = ImageOps.convert(image, opencv_imgproc.COLOR_RGB2BGR);
        Image compressed = ImageFiles.throughJpeg(swapped, QUALITIES[level])) {
      return ImageOps.convert(compressed, opencv_imgproc.COLOR_BGR2RGB);
    }
  }
}
