package org.vedette.models.task.assigners;

import java.util.Arrays;
import org.vedette.core.task.Assignment;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * The matching of OTA's simple form (YOLOX, Ge et al. 2021): each truth takes the k cheapest
 * candidates, k being the rounded-down sum of its best IoUs and at least one; a candidate that
 * several truths took goes to the one for which it is cheapest.
 */
final class DynamicK {
  private final float[] costs;
  private final float[] ious;
  private final int[] truthLabels;
  private final int numTruths;
  private final int topk;

  /**
   * A matching of n candidates with G truths.
   *
   * @param costs (n*G) row by row: what it costs a candidate to learn a truth
   * @param ious (n*G) row by row
   * @param truthLabels (G), at least one
   * @param topk how many of a truth's best IoUs are summed
   */
  DynamicK(float[] costs, float[] ious, int[] truthLabels, int topk) {
    this.costs = costs;
    this.ious = ious;
    this.truthLabels = truthLabels;
    this.topk = topk;
    numTruths = truthLabels.length;
  }

  /** The outcome when there is no candidate: everything is background. */
  static Assignment nothing(int numTruths, int numPriors) {
    long[] labels = new long[numPriors];
    Arrays.fill(labels, -1);
    return assignment(numTruths, new long[numPriors], new float[numPriors], labels);
  }

  /**
   * Which truth each prior learns.
   *
   * @param candidates (n): the positions of the candidates among all priors
   * @param numPriors how many priors there are
   * @param noOverlap what is said of the overlap of priors that learn no truth
   */
  Assignment assign(int[] candidates, int numPriors, float noOverlap) {
    long[] truthIndices = new long[numPriors];
    float[] overlaps = new float[numPriors];
    long[] labels = new long[numPriors];
    Arrays.fill(overlaps, noOverlap);
    Arrays.fill(labels, -1);
    int[] matched = match();
    for (int i = 0; i < matched.length; i++) {
      if (matched[i] >= 0) {
        int prior = candidates[i];
        truthIndices[prior] = matched[i] + 1L;
        overlaps[prior] = ious[i * numTruths + matched[i]];
        labels[prior] = truthLabels[matched[i]];
      }
    }
    return assignment(numTruths, truthIndices, overlaps, labels);
  }

  private static Assignment assignment(
      int numTruths, long[] truthIndices, float[] overlaps, long[] labels) {
    int n = labels.length;
    return new Assignment(
        numTruths, Tensors.of(truthIndices, n), Tensors.of(overlaps, n), Tensors.of(labels, n));
  }

  /** The truth that each candidate goes to, or -1. */
  private int[] match() {
    int n = costs.length / numTruths;
    int[] matched = new int[n];
    int[] takers = new int[n];
    Arrays.fill(matched, -1);
    for (int g = 0; g < numTruths; g++) {
      for (int i : cheapest(column(costs, g), dynamicK(column(ious, g)))) {
        matched[i] = g;
        takers[i]++;
      }
    }
    for (int i = 0; i < n; i++) {
      if (takers[i] > 1) {
        matched[i] = cheapestTruth(i);
      }
    }
    return matched;
  }

  private float[] column(float[] matrix, int truth) {
    float[] values = new float[matrix.length / numTruths];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i * numTruths + truth];
    }
    return values;
  }

  private int dynamicK(float[] own) {
    float[] sorted = own.clone();
    Arrays.sort(sorted);
    float sum = 0;
    for (int i = sorted.length - 1; i >= Math.max(0, sorted.length - topk); i--) {
      sum += sorted[i];
    }
    return Math.max((int) sum, 1);
  }

  /** Positions of the k smallest. Among equal ones libtorch's topk decides, as upstream. */
  private static int[] cheapest(float[] own, int k) {
    try (TensorScope scope = TensorScope.open()) {
      return Tensors.toInts(Ops.bottomk(Tensors.of(own, own.length), k, 0).indices());
    }
  }

  private int cheapestTruth(int candidate) {
    int best = 0;
    for (int g = 1; g < numTruths; g++) {
      if (costs[candidate * numTruths + g] < costs[candidate * numTruths + best]) {
        best = g;
      }
    }
    return best;
  }
}
