package org.vedette.data.transform.corrupt;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;

/** Corruptions that mix neighbours. */
final class Blurs {
  private static final int[] DISKS = {3, 4, 6, 8, 10};
  private static final double[] DISK_EDGES = {.1, .5, .5, .5, .5};
  private static final double[] GLASS_SIGMAS = {.7, .9, 1, 1.1, 1.5};
  private static final int[] GLASS_REACHES = {1, 2, 2, 3, 4};
  private static final int[] GLASS_ROUNDS = {2, 1, 3, 2, 2};
  private static final Motion[] MOTIONS = {
    new Motion(10, 3), new Motion(15, 5), new Motion(15, 8), new Motion(15, 12), new Motion(20, 15)
  };
  private static final double[] ZOOM_ENDS = {1.11, 1.16, 1.21, 1.26, 1.31};
  private static final double[] ZOOM_STEPS = {.01, .01, .02, .02, .03};
  private static final int BIG_DISK = 8;
  private static final double SKIMAGE_REACH = 4;

  private Blurs() {}

  static Image defocus(Raster raster, int level) {
    float[] pixels = new float[raster.values().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) raster.values()[i];
    }
    Mat out = new Mat();
    try (Image floats = Image.of(pixels, raster.height(), raster.width(), raster.channels());
        Image kernel = disk(DISKS[level], DISK_EDGES[level]);
        Point centre = new Point(-1, -1)) {
      opencv_imgproc.filter2D(
          floats.mat(), out, -1, kernel.mat(), centre, 0, opencv_core.BORDER_DEFAULT);
    }
    try (Image blurred = Image.owning(out)) {
      float[] values = blurred.toFloats();
      for (int i = 0; i < values.length; i++) {
        raster.values()[i] = values[i];
      }
    }
    return raster.toImage();
  }

  /** A disk of weights of 1 in sum, its edge softened. */
  private static Image disk(int radius, double edge) {
    int reach = Math.max(radius, BIG_DISK);
    int side = 2 * reach + 1;
    float[] weights = new float[side * side];
    int count = 0;
    for (int i = 0; i < weights.length; i++) {
      int x = i % side - reach;
      int y = i / side - reach;
      weights[i] = x * x + y * y <= radius * radius ? 1 : 0;
      count += (int) weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= count;
    }
    int softening = radius <= BIG_DISK ? 3 : 5;
    Mat out = new Mat();
    try (Image hard = Image.of(weights, side, side, 1);
        Size size = new Size(softening, softening)) {
      opencv_imgproc.GaussianBlur(hard.mat(), out, size, edge);
    }
    return Image.owning(out);
  }

  static Image glass(Raster raster, int level, RandomSource random) {
    double sigma = GLASS_SIGMAS[level];
    try (Image blurred = smooth(raster, sigma).toImage()) {
      Raster shuffled = Raster.of(blurred);
      for (int round = 0; round < GLASS_ROUNDS[level]; round++) {
        takeNeighbours(shuffled, GLASS_REACHES[level], random);
      }
      return smooth(shuffled, sigma).toImage();
    }
  }

  private static Raster smooth(Raster raster, double sigma) {
    return Smoothing.gaussian(raster, sigma, sigma, SKIMAGE_REACH, Smoothing.Border.NEAREST);
  }

  /**
   * Gives pixels the values of random neighbours, from the last pixel to the first. The library
   * means to swap the two, but its arrays overwrite one before the other is read.
   */
  private static void takeNeighbours(Raster raster, int reach, RandomSource random) {
    for (int y = raster.height() - reach; y > reach; y--) {
      for (int x = raster.width() - reach; x > reach; x--) {
        int fromX = x + random.nextInt(-reach, reach);
        int fromY = y + random.nextInt(-reach, reach);
        System.arraycopy(
            raster.values(),
            raster.at(fromY, fromX),
            raster.values(),
            raster.at(y, x),
            raster.channels());
      }
    }
  }

  static Image motion(Raster raster, int level, RandomSource random) {
    return MOTIONS[level].apply(raster, -45, 45, random).toImage();
  }

  static Image zoom(Raster raster, int level) {
    double[] sum = raster.values().clone();
    int count = (int) Math.ceil((ZOOM_ENDS[level] - 1) / ZOOM_STEPS[level]);
    for (int i = 0; i < count; i++) {
      Raster layer = Zoom.middle(raster, 1 + i * ZOOM_STEPS[level]);
      for (int y = 0; y < Math.min(raster.height(), layer.height()); y++) {
        for (int x = 0; x < Math.min(raster.width(), layer.width()); x++) {
          for (int c = 0; c < raster.channels(); c++) {
            sum[raster.at(y, x) + c] += layer.values()[layer.at(y, x) + c];
          }
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= count + 1;
    }
    return raster.with(sum).toImage();
  }
}
