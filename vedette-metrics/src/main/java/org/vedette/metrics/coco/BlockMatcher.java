package org.vedette.metrics.coco;

import java.util.Arrays;

/**
 * Matches the detections of one image and category with its truths, greedily, best score first, for
 * every area range and IoU threshold. Holds scratch space: one per thread.
 */
final class BlockMatcher {
  /** Set in an outcome when the detection matched a truth. */
  static final byte MATCHED = 1;

  /** Set in an outcome when the detection counts neither as right nor as wrong. */
  static final byte IGNORED = 2;

  /** The highest overlap that a threshold may ask for, so that 1.0 can be met. */
  private static final double MAX_THRESHOLD = 1 - 1e-10;

  private final GroundTruth truth;
  private final Results results;
  private final EvalParams params;
  private final double lowestThreshold;

  private double[] ious = new double[64];
  private boolean[] reachable = new boolean[16];
  private int[] truthOrder = new int[16];
  private boolean[] ignored = new boolean[16];
  private boolean[] taken = new boolean[16];

  BlockMatcher(GroundTruth truth, Results results, EvalParams params) {
    this.truth = truth;
    this.results = results;
    this.params = params;
    double lowest = Arrays.stream(params.iouThresholds()).min().orElseThrow();
    lowestThreshold = Math.min(lowest, MAX_THRESHOLD);
  }

  /**
   * Matches one block.
   *
   * @param dets indices of the detections, best score first, in {@code dets[d0..d1)}
   * @param gts indices of the truths, in the order of the file, in {@code gts[g0..g1)}
   * @param outcomes per (area range, threshold) the outcome of each detection; written from {@code
   *     at} on
   * @param counted per area range the truths that are not ignored; added to
   */
  void match(
      int[] dets,
      int d0,
      int d1,
      int[] gts,
      int g0,
      int g1,
      byte[][] outcomes,
      int at,
      int[] counted) {
    int detCount = d1 - d0;
    int gtCount = g1 - g0;
    reserve(detCount, gtCount);
    overlaps(dets, d0, detCount, gts, g0, gtCount);
    int thresholds = params.iouThresholds().length;
    for (int a = 0; a < params.areas().size(); a++) {
      AreaRange range = params.areas().get(a);
      counted[a] += orderTruths(gts, g0, gtCount, range);
      for (int d = 0; d < detCount; d++) {
        int outcome = range.excludes(results.areas()[dets[d0 + d]]) ? IGNORED : 0;
        for (int t = 0; t < thresholds; t++) {
          outcomes[a * thresholds + t][at + d] = (byte) outcome;
        }
      }
      for (int t = 0; gtCount > 0 && t < thresholds; t++) {
        matchAt(
            params.iouThresholds()[t],
            detCount,
            gts,
            g0,
            gtCount,
            outcomes[a * thresholds + t],
            at);
      }
    }
  }

  private void reserve(int detCount, int gtCount) {
    if (ious.length < detCount * gtCount) {
      ious = new double[2 * detCount * gtCount];
    }
    if (reachable.length < detCount) {
      reachable = new boolean[2 * detCount];
    }
    if (truthOrder.length < gtCount) {
      truthOrder = new int[2 * gtCount];
      ignored = new boolean[2 * gtCount];
      taken = new boolean[2 * gtCount];
    }
  }

  private void overlaps(int[] dets, int d0, int detCount, int[] gts, int g0, int gtCount) {
    if (detCount == 0 || gtCount == 0) {
      return;
    }
    if (params.iouType() == IouType.BBOX) {
      for (int d = 0; d < detCount; d++) {
        for (int g = 0; g < gtCount; g++) {
          int gt = gts[g0 + g];
          ious[d * gtCount + g] =
              Overlaps.ofBoxes(
                  results.boxes(), 4 * dets[d0 + d], truth.boxes(), 4 * gt, truth.crowd()[gt]);
        }
      }
    } else {
      maskOverlaps(dets, d0, detCount, gts, g0, gtCount);
    }
    for (int d = 0; d < detCount; d++) {
      boolean any = false;
      for (int g = 0; g < gtCount; g++) {
        any |= ious[d * gtCount + g] >= lowestThreshold;
      }
      reachable[d] = any;
    }
  }

  private void maskOverlaps(int[] dets, int d0, int detCount, int[] gts, int g0, int gtCount) {
    Overlaps.Mask[] truths = new Overlaps.Mask[gtCount];
    for (int g = 0; g < gtCount; g++) {
      truths[g] = new Overlaps.Mask(truth.masks()[gts[g0 + g]]);
    }
    for (int d = 0; d < detCount; d++) {
      Overlaps.Mask detection = new Overlaps.Mask(results.masks()[dets[d0 + d]]);
      for (int g = 0; g < gtCount; g++) {
        ious[d * gtCount + g] = Overlaps.ofMasks(detection, truths[g], truth.crowd()[gts[g0 + g]]);
      }
    }
  }

  /** Puts the truths that count first, each part in the file's order; returns how many count. */
  private int orderTruths(int[] gts, int g0, int gtCount, AreaRange range) {
    int counted = 0;
    for (int g = 0; g < gtCount; g++) {
      int gt = gts[g0 + g];
      ignored[g] = truth.crowd()[gt] || range.excludes(truth.areas()[gt]);
      if (!ignored[g]) {
        truthOrder[counted++] = g;
      }
    }
    int at = counted;
    for (int g = 0; g < gtCount; g++) {
      if (ignored[g]) {
        truthOrder[at++] = g;
      }
    }
    return counted;
  }

  private void matchAt(
      double threshold, int detCount, int[] gts, int g0, int gtCount, byte[] outcome, int at) {
    Arrays.fill(taken, 0, gtCount, false);
    double start = Math.min(threshold, MAX_THRESHOLD);
    for (int d = 0; d < detCount; d++) {
      int match = reachable[d] ? bestTruth(d, start, gts, g0, gtCount) : -1;
      if (match < 0) {
        continue;
      }
      taken[match] = true;
      boolean matched = truth.ids()[gts[g0 + match]] != 0;
      if (matched) {
        outcome[at + d] = ignored[match] ? MATCHED | IGNORED : MATCHED;
      } else if (ignored[match]) {
        outcome[at + d] |= IGNORED;
      }
    }
  }

  /**
   * The free truth of the highest overlap that reaches {@code start}, the last among equals. An
   * ignored truth is taken only when no other is reached; a crowd is always free.
   */
  private int bestTruth(int d, double start, int[] gts, int g0, int gtCount) {
    double best = start;
    int match = -1;
    for (int i = 0; i < gtCount; i++) {
      int g = truthOrder[i];
      if (taken[g] && !truth.crowd()[gts[g0 + g]]) {
        continue;
      }
      if (match >= 0 && !ignored[match] && ignored[g]) {
        break;
      }
      double iou = ious[d * gtCount + g];
      if (iou >= best) {
        best = iou;
        match = g;
      }
    }
    return match;
  }
}
