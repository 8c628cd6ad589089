package org.vedette.metrics.coco;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The recall of proposals as CocoMetric's {@code proposal_fast} finds it: each image's truths and
 * proposals are paired greedily by IoU once, and the pairs' IoUs are counted at each threshold. The
 * proposals are taken in the order given, not by score. All arithmetic is float32.
 */
final class FastRecall {
  /** Keeps the union of two empty boxes from being zero. */
  private static final float MIN_UNION = 1e-6f;

  private final GroundTruth truth;
  private final DetectionColumns proposals;
  private final int[] limits;

  /** (P)(G): for each limit the IoU of each truth with its proposal. */
  private final float[][] pairs;

  private FastRecall(GroundTruth truth, DetectionColumns proposals, int[] limits, int truths) {
    this.truth = truth;
    this.proposals = proposals;
    this.limits = limits;
    pairs = new float[limits.length][truths];
  }

  /**
   * The recalls, one row per limit on an image's proposals and one column per IoU threshold; NaN
   * without truths. No image uses more proposals than the last limit.
   */
  static double[][] of(
      GroundTruth truth, DetectionColumns proposals, int[] limits, double[] thresholds) {
    int[] counting = new int[truth.size()];
    Arrays.setAll(counting, i -> truth.ignore()[i] || truth.crowd()[i] ? -1 : 0);
    Groups gts = Groups.of(truth.images(), truth.imageCount(), counting, 1, true);
    Groups dets =
        Groups.of(proposals.images(), truth.imageCount(), new int[proposals.size()], 1, true);
    FastRecall recall = new FastRecall(truth, proposals, limits, gts.order.length);
    recall.pairAll(gts, dets);
    return recall.count(thresholds);
  }

  private void pairAll(Groups gts, Groups dets) {
    int images = truth.imageCount();
    int[] gtStarts = starts(truth.images(), gts.order, images);
    int[] detStarts = starts(proposals.images(), dets.order, images);
    IntStream.range(0, images)
        .parallel()
        .forEach(
            image -> {
              int g0 = gtStarts[image];
              int d0 = detStarts[image];
              int gtCount = gtStarts[image + 1] - g0;
              int detCount = Math.min(detStarts[image + 1] - d0, limits[limits.length - 1]);
              if (gtCount > 0 && detCount > 0) {
                pair(overlaps(gts.order, g0, gtCount, dets.order, d0, detCount), gtCount, g0);
              }
            });
  }

  private static int[] starts(int[] images, int[] order, int imageCount) {
    int[] starts = new int[imageCount + 1];
    for (int record : order) {
      starts[images[record] + 1]++;
    }
    for (int i = 0; i < imageCount; i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  private float[] overlaps(int[] gts, int g0, int gtCount, int[] dets, int d0, int detCount) {
    float[] ious = new float[gtCount * detCount];
    for (int g = 0; g < gtCount; g++) {
      double[] box = truth.boxes();
      int at = 4 * gts[g0 + g];
      float x1 = (float) box[at];
      float y1 = (float) box[at + 1];
      float x2 = (float) (box[at] + box[at + 2]);
      float y2 = (float) (box[at + 1] + box[at + 3]);
      for (int d = 0; d < detCount; d++) {
        ious[g * detCount + d] = overlap(x1, y1, x2, y2, dets[d0 + d]);
      }
    }
    return ious;
  }

  private float overlap(float x1, float y1, float x2, float y2, int d) {
    float u1 = proposals.box(d, 0);
    float v1 = proposals.box(d, 1);
    float u2 = proposals.box(d, 2);
    float v2 = proposals.box(d, 3);
    float width = Math.max(Math.min(x2, u2) - Math.max(x1, u1), 0);
    float height = Math.max(Math.min(y2, v2) - Math.max(y1, v1), 0);
    float common = width * height;
    float union = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - common;
    return common / Math.max(union, MIN_UNION);
  }

  private void pair(float[] ious, int gtCount, int at) {
    int stride = ious.length / gtCount;
    for (int p = 0; p < limits.length; p++) {
      int detCount = Math.min(stride, limits[p]);
      if (detCount > 0) {
        pairGreedily(ious, stride, gtCount, detCount, pairs[p], at);
      }
    }
  }

  /** Takes the best free pair until the truths are used up; -1 for those left without. */
  private static void pairGreedily(
      float[] ious, int stride, int gtCount, int detCount, float[] target, int at) {
    boolean[] used = new boolean[detCount];
    int[] best = new int[gtCount];
    float[] value = new float[gtCount];
    for (int g = 0; g < gtCount; g++) {
      best[g] = bestFree(ious, g * stride, used);
      value[g] = ious[g * stride + best[g]];
    }
    for (int j = 0; j < gtCount; j++) {
      int chosen = 0;
      for (int g = 1; g < gtCount; g++) {
        chosen = value[g] > value[chosen] ? g : chosen;
      }
      target[at + j] = value[chosen];
      if (value[chosen] < 0) {
        continue;
      }
      value[chosen] = -1;
      int column = best[chosen];
      used[column] = true;
      for (int g = 0; g < gtCount; g++) {
        if (value[g] >= 0 && best[g] == column) {
          best[g] = bestFree(ious, g * stride, used);
          value[g] = best[g] < 0 ? -1 : ious[g * stride + best[g]];
        }
      }
    }
  }

  private static int bestFree(float[] ious, int row, boolean[] used) {
    int best = -1;
    for (int d = 0; d < used.length; d++) {
      if (!used[d] && (best < 0 || ious[row + d] > ious[row + best])) {
        best = d;
      }
    }
    return best;
  }

  private double[][] count(double[] thresholds) {
    double[][] recalls = new double[limits.length][thresholds.length];
    for (int p = 0; p < limits.length; p++) {
      for (int t = 0; t < thresholds.length; t++) {
        // numpy compares float32 with a scalar in float32.
        float threshold = (float) thresholds[t];
        int reached = 0;
        for (float iou : pairs[p]) {
          reached += iou >= threshold ? 1 : 0;
        }
        recalls[p][t] = (double) reached / pairs[p].length;
      }
    }
    return recalls;
  }
}
