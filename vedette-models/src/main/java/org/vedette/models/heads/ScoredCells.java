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
   * The pairs that score above a threshold. Equal scores stand where {@link ScoreOrder} has them.
   *
   * @param scores (P*K) row by row
   * @param limit how many are kept at most; negative drops as many from the end, which is what
   *     upstream's slicing does with its own default of -1
   */
  static ScoredCells above(float[] scores, int numClasses, double threshold, int limit) {
    float bound = (float) threshold;
    int count = 0;
    for (float score : scores) {
      count += score > bound ? 1 : 0;
    }
    int[] pairs = new int[count];
    float[] found = new float[count];
    int at = 0;
    for (int i = 0; at < count; i++) {
      if (scores[i] > bound) {
        pairs[at] = i;
        found[at++] = scores[i];
      }
    }
    int kept = limit < 0 ? Math.max(0, count + limit) : Math.min(limit, count);
    ScoreOrder.toFront(found, pairs, kept);
    return ofPairs(Arrays.copyOf(pairs, kept), Arrays.copyOf(found, kept), numClasses);
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
      float[] sorted = scores.clone();
      ScoreOrder.toFront(sorted, priors, limit);
      priors = Arrays.copyOf(priors, limit);
      chosen = Arrays.copyOf(sorted, limit);
    }
    int[] labels = new int[priors.length];
    Arrays.fill(labels, level);
    return new ScoredCells(priors, labels, chosen);
  }

  private static ScoredCells ofPairs(int[] pairs, float[] scores, int numClasses) {
    int[] priors = new int[pairs.length];
    int[] labels = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      priors[i] = pairs[i] / numClasses;
      labels[i] = pairs[i] % numClasses;
    }
    return new ScoredCells(priors, labels, scores);
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
