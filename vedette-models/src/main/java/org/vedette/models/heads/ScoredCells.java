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

  /**
   * The best priors of a level where there is one score for each, labelled with the level.
   *
   * @param scores (P)
   * @param limit how many are kept at most; all, in their order, when not positive
   */
  static ScoredCells best(float[] scores, int level, int limit) {
    int[] priors = new int[scores.length];
    Arrays.setAll(priors, i -> i);
    float[] chosen = scores;
    if (limit > 0 && limit < scores.length) {
      priors = Arrays.copyOf(ScoreOrder.falling(scores), limit);
      chosen = new float[limit];
      for (int i = 0; i < limit; i++) {
        chosen[i] = scores[priors[i]];
      }
    }
    int[] labels = new int[priors.length];
    Arrays.fill(labels, level);
    return new ScoredCells(priors, labels, chosen);
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

  /** The same with each score times its prior's factor. */
  ScoredCells times(float[] factors) {
    float[] products = new float[scores.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = scores[i] * factors[priors[i]];
    }
    return new ScoredCells(priors, labels, products);
  }

  int size() {
    return scores.length;
  }
}
