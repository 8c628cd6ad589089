package org.vedette.models.task.assigners;

import java.util.Arrays;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * The matching of OTA's simple form (YOLOX, Ge et al. 2021): each truth takes the k cheapest
 * candidates, k being the rounded-down sum of its best IoUs and at least one; a candidate that
 * several truths took goes to the one for which it is cheapest.
 */
final class DynamicK {
  private DynamicK() {}

  /**
   * The truth that each candidate goes to, or -1.
   *
   * @param costs (n*G) row by row: what it costs a candidate to learn a truth
   * @param ious (n*G) row by row
   * @param numTruths G, at least one
   * @param topk how many of a truth's best IoUs are summed
   */
  static int[] match(float[] costs, float[] ious, int numTruths, int topk) {
    int n = costs.length / numTruths;
    int[] matched = new int[n];
    int[] takers = new int[n];
    Arrays.fill(matched, -1);
    for (int g = 0; g < numTruths; g++) {
      int k = dynamicK(column(ious, g, numTruths), topk);
      for (int i : cheapest(column(costs, g, numTruths), k)) {
        matched[i] = g;
        takers[i]++;
      }
    }
    for (int i = 0; i < n; i++) {
      if (takers[i] > 1) {
        matched[i] = cheapestTruth(costs, i, numTruths);
      }
    }
    return matched;
  }

  private static float[] column(float[] matrix, int column, int columns) {
    float[] values = new float[matrix.length / columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i * columns + column];
    }
    return values;
  }

  private static int dynamicK(float[] ious, int topk) {
    float[] sorted = ious.clone();
    Arrays.sort(sorted);
    float sum = 0;
    for (int i = sorted.length - 1; i >= Math.max(0, sorted.length - topk); i--) {
      sum += sorted[i];
    }
    return Math.max((int) sum, 1);
  }

  /** Positions of the k smallest. Among equal ones libtorch's topk decides, as upstream. */
  private static int[] cheapest(float[] costs, int k) {
    try (TensorScope scope = TensorScope.open()) {
      return Tensors.toInts(Ops.bottomk(Tensors.of(costs, costs.length), k, 0).indices());
    }
  }

  private static int cheapestTruth(float[] costs, int candidate, int numTruths) {
    int best = 0;
    for (int g = 1; g < numTruths; g++) {
      if (costs[candidate * numTruths + g] < costs[candidate * numTruths + best]) {
        best = g;
      }
    }
    return best;
  }
}
