package org.vedette.metrics.coco;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Turns the matches of one category into precision at each recall, for every setting. */
final class Accumulator {
  /** {@code np.spacing(1)}: keeps 0/0 away, and shows in the last digits of every precision. */
  private static final double EPSILON = Math.ulp(1.0);

  private final EvalParams params;
  private final CategoryMatches matches;
  private final CocoEvaluation target;
  private final int k;
  private final int[] order;

  private Accumulator(CategoryMatches matches, CocoEvaluation target, int k) {
    this.params = target.params();
    this.matches = matches;
    this.target = target;
    this.k = k;
    order = new int[matches.scores.length];
    Arrays.setAll(order, i -> i);
    ScoreOrder.sort(order, 0, order.length, matches.scores);
  }

  /** Fills the cells of category {@code k}. */
  static void accumulate(CategoryMatches matches, CocoEvaluation target, int k) {
    new Accumulator(matches, target, k).run();
  }

  private void run() {
    int areas = params.areas().size();
    int thresholds = params.iouThresholds().length;
    int longest = 0;
    for (int rank : matches.ranks) {
      longest = Math.max(longest, rank + 1);
    }
    int last = params.maxDets().length - 1;
    for (int m = last; m >= 0; m--) {
      boolean asNext = m < last && params.maxDets()[m] >= longest;
      int[] kept = asNext ? null : kept(params.maxDets()[m]);
      int limit = m;
      IntStream range = IntStream.range(0, areas * thresholds);
      (order.length > 4096 ? range.parallel() : range)
          .filter(cell -> matches.counted[cell / thresholds] > 0)
          .forEach(
              cell -> {
                int a = cell / thresholds;
                int t = cell % thresholds;
                if (asNext) {
                  target.copyCell(t, k, a, limit + 1, limit);
                } else {
                  fill(kept, t, a, limit);
                }
              });
    }
  }

  /** The detections within the first {@code limit} of their image, by falling score. */
  private int[] kept(int limit) {
    int[] kept = new int[order.length];
    int count = 0;
    for (int i : order) {
      if (matches.ranks[i] < limit) {
        kept[count++] = i;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private void fill(int[] kept, int t, int a, int m) {
    byte[] outcome = matches.outcomes[a * params.iouThresholds().length + t];
    int truths = matches.counted[a];
    int[] right = new int[kept.length];
    double[] precision = new double[kept.length];
    int tp = 0;
    int fp = 0;
    for (int i = 0; i < kept.length; i++) {
      switch (outcome[kept[i]]) {
        case BlockMatcher.MATCHED -> tp++;
        case 0 -> fp++;
        default -> {
          // Ignored: neither right nor wrong.
        }
      }
      right[i] = tp;
      precision[i] = tp / ((double) fp + tp + EPSILON);
    }
    for (int i = kept.length - 1; i > 0; i--) {
      precision[i - 1] = Math.max(precision[i - 1], precision[i]);
    }
    target.setRecall(t, k, a, m, kept.length == 0 ? 0 : (double) tp / truths);
    int at = 0;
    for (int r = 0; r < params.recallThresholds().length; r++) {
      double threshold = params.recallThresholds()[r];
      while (at < kept.length && (double) right[at] / truths < threshold) {
        at++;
      }
      boolean reached = at < kept.length;
      target.setPrecision(
          t, r, k, a, m, reached ? precision[at] : 0, reached ? matches.scores[kept[at]] : 0);
    }
  }
}
