package org.vedette.metrics.coco;

import java.util.stream.IntStream;

/** Matches all images of one category, many at a time. */
final class CategoryMatcher {
  /** Blocks that one task takes: enough to make a task worth its while. */
  private static final int BLOCKS_PER_TASK = 512;

  private final GroundTruth truth;
  private final Results results;
  private final EvalParams params;
  private final Groups gts;
  private final Groups dets;
  private final Blocks blocks;
  private final int[] offsets;
  private final CategoryMatches matches;

  private CategoryMatcher(
      GroundTruth truth, Results results, EvalParams params, Groups gts, Groups dets, int k) {
    this.truth = truth;
    this.results = results;
    this.params = params;
    this.gts = gts;
    this.dets = dets;
    blocks = new Blocks(truth.images(), gts, results.images(), dets, k);
    offsets = blocks.offsets(params.largestMaxDets());
    matches =
        new CategoryMatches(
            offsets[blocks.count], params.areas().size(), params.iouThresholds().length);
  }

  /** The matches of category {@code k}; null when it has neither truths nor detections. */
  static CategoryMatches match(
      GroundTruth truth, Results results, EvalParams params, Groups gts, Groups dets, int k) {
    CategoryMatcher matcher = new CategoryMatcher(truth, results, params, gts, dets, k);
    return matcher.blocks.count == 0 ? null : matcher.matchAll();
  }

  private CategoryMatches matchAll() {
    int tasks = (blocks.count + BLOCKS_PER_TASK - 1) / BLOCKS_PER_TASK;
    int[][] counted = new int[tasks][matches.counted.length];
    IntStream.range(0, tasks).parallel().forEach(task -> matchSome(task, counted[task]));
    for (int[] part : counted) {
      for (int a = 0; a < part.length; a++) {
        matches.counted[a] += part[a];
      }
    }
    return matches;
  }

  private void matchSome(int task, int[] counted) {
    BlockMatcher matcher = new BlockMatcher(truth, results, params);
    int end = Math.min(blocks.count, (task + 1) * BLOCKS_PER_TASK);
    for (int b = task * BLOCKS_PER_TASK; b < end; b++) {
      int from = blocks.dets[b];
      int to = from + offsets[b + 1] - offsets[b];
      ScoreOrder.sort(dets.order, from, blocks.dets[b + 1], results.scores());
      for (int i = from; i < to; i++) {
        matches.scores[offsets[b] + i - from] = results.scores()[dets.order[i]];
        matches.ranks[offsets[b] + i - from] = i - from;
      }
      matcher.match(
          dets.order,
          from,
          to,
          gts.order,
          blocks.gts[b],
          blocks.gts[b + 1],
          matches.outcomes,
          offsets[b],
          counted);
    }
  }
}
