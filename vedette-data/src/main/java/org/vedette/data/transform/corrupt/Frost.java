package org.vedette.data.transform.corrupt;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/** Draws frost as on a window: needles of ice with branches at 60 degrees, over a cloudy ground. */
final class Frost {
  private static final double GROUND_DECAY = 1.7;
  private static final double GROUND = 0.7;
  private static final double CRYSTALS = 0.7;
  private static final int AREA_PER_NEEDLE = 1500;
  private static final double SHORTEST = 0.03;
  private static final double LONGEST = 0.2;
  private static final int BRANCHES = 9;
  private static final double BRANCH_SHARE = 0.4;
  private static final double BLUR = 0.8;

  private Frost() {}

  /** The frost's brightness (height * width), from 0 to 1. */
  static float[] draw(int height, int width, RandomSource random) {
    float[] ground = Plasma.landscape(height, width, GROUND_DECAY, random);
    float[] crystals = crystals(height, width, random);
    for (int i = 0; i < ground.length; i++) {
      // Crystals grow where the ground is thick.
      double frost = GROUND * ground[i] + CRYSTALS * crystals[i] * Math.sqrt(ground[i]);
      ground[i] = (float) Math.min(frost, 1);
    }
    return ground;
  }

  private static float[] crystals(int height, int width, RandomSource random) {
    Mat blurred = new Mat();
    try (Image canvas = ImageOps.filled(height, width, 1, true, new double[4]);
        Size automatic = new Size(0, 0)) {
      for (int i = 0; i < height * width / AREA_PER_NEEDLE; i++) {
        needle(canvas, random);
      }
      opencv_imgproc.GaussianBlur(canvas.mat(), blurred, automatic, BLUR);
    }
    try (Image soft = Image.owning(blurred)) {
      return soft.toFloats();
    }
  }

  private static void needle(Image canvas, RandomSource random) {
    double x = random.uniform(0, canvas.width());
    double y = random.uniform(0, canvas.height());
    double angle = random.uniform(0, 2 * Math.PI);
    int side = Math.max(canvas.height(), canvas.width());
    double length = random.uniform(SHORTEST, LONGEST) * side;
    double light = random.uniform(0.4, 1);
    line(canvas, x, y, angle, length, light);
    for (int k = 1; k <= BRANCHES; k++) {
      double along = length * k / (BRANCHES + 1);
      double startX = x + along * Math.cos(angle);
      double startY = y + along * Math.sin(angle);
      double branch = BRANCH_SHARE * (length - along) * random.nextDouble();
      line(canvas, startX, startY, angle + Math.PI / 3, branch, light);
      line(canvas, startX, startY, angle - Math.PI / 3, branch, light);
    }
  }

  private static void line(
      Image canvas, double x, double y, double angle, double length, double light) {
    try (Point start = new Point((int) x, (int) y);
        Point end =
            new Point((int) (x + length * Math.cos(angle)), (int) (y + length * Math.sin(angle)));
        Scalar colour = new Scalar(light)) {
      opencv_imgproc.line(canvas.mat(), start, end, colour);
    }
  }
}
