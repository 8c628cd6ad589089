package org.vedette.models.heads;

import java.util.Arrays;
import org.vedette.core.box.ScoreOrder;

/**
 * Pairs of a prior and a class, best first.
 *
 * @param priors (n): positions of the priors
 * @param labels (n): the classes
 * @param scores (n)
 */
@SuppressWarnings("ArrayRecordComponent")
record ScoredCells(int[] priors, int[] labels, float[] scores) {
  /**
   * The pairs that score above a threshold. Equal scores keep the order of priors and classes.
   *
   * @param scores (P*K) row by row
   * @param limit how many are kept at most; negative drops as many from the end, which is what
   *     upstream's slicing does with its own default of -1
   */
  static ScoredCells above(float[] scores, int numClasses, double threshold, int limit) {
    int[] pairs = new int[scores.length];
    float bound = (float) threshold;
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > bound) {
        pairs[count++] = i;
      }
    }
    float[] found = new float[count];
    for (int i = 0; i < count; i++) {
      found[i] = scores[pairs[i]];
    }
    int[] order = ScoreOrder.falling(found);
    int kept = limit < 0 ? Math.max(0, count + limit) : Math.min(limit, count);
    return select(pairs, found, Arrays.copyOf(order, kept), numClasses);
  }

  private static ScoredCells select(int[] pairs, float[] scores, int[] order, int numClasses) {
    int[] priors = new int[order.length];
    int[] labels = new int[order.length];
    float[] chosen = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      int pair = pairs[order[i]];
      priors[i] = pair / numClasses;
      labels[i] = pair % numClasses;
      chosen[i] = scores[order[i]];
    }
    return new ScoredCells(priors, labels, chosen);
  }

  int size() {
    return scores.length;
  }
}
