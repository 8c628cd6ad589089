package org.vedette.metrics.coco;

import org.vedette.base.Rle;
import org.vedette.base.RleMasks;

/** Intersection over union as pycocotools computes it, rounding for rounding. */
final class Overlaps {
  private Overlaps() {}

  /**
   * IoU of two boxes x y w h; over a crowd truth, the intersection over the detection's area.
   *
   * @param d where the detection's box starts in {@code detections}
   * @param g where the truth's box starts in {@code truths}
   */
  static double ofBoxes(double[] detections, int d, double[] truths, int g, boolean crowd) {
    double width =
        Math.min(detections[d + 2] + detections[d], truths[g + 2] + truths[g])
            - Math.max(detections[d], truths[g]);
    if (width <= 0) {
      return 0;
    }
    double height =
        Math.min(detections[d + 3] + detections[d + 1], truths[g + 3] + truths[g + 1])
            - Math.max(detections[d + 1], truths[g + 1]);
    if (height <= 0) {
      return 0;
    }
    double common = width * height;
    double area = detections[d + 2] * detections[d + 3];
    double union = crowd ? area : area + truths[g + 2] * truths[g + 3] - common;
    return common / union;
  }

  /**
   * IoU of two masks whose boxes overlap; over a crowd truth, the intersection over the detection's
   * area. Masks of different sizes never match: -1.
   */
  static double ofMasks(Mask detection, Mask truth, boolean crowd) {
    if (!detection.boxOverlaps(truth)) {
      return 0;
    }
    Rle d = detection.rle;
    Rle g = truth.rle;
    if (d.height() != g.height() || d.width() != g.width()) {
      return -1;
    }
    long common = RleMasks.commonArea(d, g);
    if (common == 0) {
      return 0;
    }
    long union = crowd ? detection.area : detection.area + truth.area - common;
    return (double) common / union;
  }

  /** A mask with what many comparisons need of it. */
  static final class Mask {
    private final Rle rle;
    private final long area;
    private final double[] box;

    Mask(Rle rle) {
      this.rle = rle;
      area = RleMasks.area(rle);
      box = RleMasks.toBbox(rle);
    }

    private boolean boxOverlaps(Mask other) {
      double[] a = box;
      double[] b = other.box;
      return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
    }
  }
}
