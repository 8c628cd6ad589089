package org.vedette.metrics.coco;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Matches all images of one category. */
final class CategoryMatches {
  /** Blocks that one task takes; fewer than this are matched by one thread. */
  private static final int BLOCKS_PER_TASK = 512;

  /** (N) the scores of the category's detections, image by image, best first within each. */
  final double[] scores;

  /** (N) each detection's place among those of its image, from 0. */
  final int[] ranks;

  /** (A*T)(N): outcomes as {@link BlockMatcher} gives them. */
  final byte[][] outcomes;

  /** (A): truths that count. */
  final int[] counted;

  private CategoryMatches(double[] scores, int[] ranks, byte[][] outcomes, int[] counted) {
    this.scores = scores;
    this.ranks = ranks;
    this.outcomes = outcomes;
    this.counted = counted;
  }

  /** The matches of category {@code k}; null when it has neither truths nor detections. */
  static CategoryMatches of(
      GroundTruth truth, Results results, EvalParams params, Groups gts, Groups dets, int k) {
    Blocks blocks = new Blocks(truth.images(), results.images(), gts, dets, k);
    if (blocks.count == 0) {
      return null;
    }
    int areas = params.areas().size();
    int limit = params.largestMaxDets();
    int[] offsets = blocks.offsets(limit);
    int size = offsets[blocks.count];
    CategoryMatches matches =
        new CategoryMatches(
            new double[size],
            new int[size],
            new byte[areas * params.iouThresholds().length][size],
            new int[areas]);
    int tasks = (blocks.count + BLOCKS_PER_TASK - 1) / BLOCKS_PER_TASK;
    int[][] counted = new int[tasks][areas];
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              BlockMatcher matcher = new BlockMatcher(truth, results, params);
              int end = Math.min(blocks.count, (task + 1) * BLOCKS_PER_TASK);
              for (int b = task * BLOCKS_PER_TASK; b < end; b++) {
                int from = blocks.dets[b];
                ScoreOrder.sort(dets.order, from, blocks.dets[b + 1], results.scores());
                int to = from + offsets[b + 1] - offsets[b];
                matches.keep(dets.order, from, to, results.scores(), offsets[b]);
                matcher.match(
                    dets.order,
                    from,
                    to,
                    gts.order,
                    blocks.gts[b],
                    blocks.gts[b + 1],
                    matches.outcomes,
                    offsets[b],
                    counted[task]);
              }
            });
    for (int[] part : counted) {
      Arrays.setAll(matches.counted, a -> matches.counted[a] + part[a]);
    }
    return matches;
  }

  private void keep(int[] order, int from, int to, double[] all, int at) {
    for (int i = from; i < to; i++) {
      scores[at + i - from] = all[order[i]];
      ranks[at + i - from] = i - from;
    }
  }

  /** The images of a category that have truths or detections, in order. */
  private static final class Blocks {
    private final int[] gts;
    private final int[] dets;
    private int count;

    Blocks(int[] gtImages, int[] detImages, Groups gtGroups, Groups detGroups, int k) {
      int g = gtGroups.starts[k];
      int d = detGroups.starts[k];
      int gEnd = gtGroups.starts[k + 1];
      int dEnd = detGroups.starts[k + 1];
      gts = new int[gEnd - g + dEnd - d + 1];
      dets = new int[gts.length];
      while (g < gEnd || d < dEnd) {
        gts[count] = g;
        dets[count] = d;
        count++;
        int gImage = g < gEnd ? gtImages[gtGroups.order[g]] : Integer.MAX_VALUE;
        int dImage = d < dEnd ? detImages[detGroups.order[d]] : Integer.MAX_VALUE;
        int image = Math.min(gImage, dImage);
        while (g < gEnd && gtImages[gtGroups.order[g]] == image) {
          g++;
        }
        while (d < dEnd && detImages[detGroups.order[d]] == image) {
          d++;
        }
      }
      gts[count] = g;
      dets[count] = d;
    }

    /** Where each block's detections go when at most {@code limit} of an image are kept. */
    int[] offsets(int limit) {
      int[] offsets = new int[count + 1];
      for (int b = 0; b < count; b++) {
        offsets[b + 1] = offsets[b] + Math.min(limit, dets[b + 1] - dets[b]);
      }
      return offsets;
    }
  }
}
