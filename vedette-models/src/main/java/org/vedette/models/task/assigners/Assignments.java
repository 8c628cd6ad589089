package org.vedette.models.task.assigners;

import java.util.Arrays;
import org.vedette.core.task.Assignment;
import org.vedette.tensor.Tensors;

/** Makes the outcome of an assigner from plain arrays. */
final class Assignments {
  private Assignments() {}

  /**
   * An outcome.
   *
   * @param truthIndices (P): k + 1 for truth k, 0 for background, -1 for a prior that does not
   *     count
   * @param overlaps (P)
   * @param truthLabels (G)
   */
  static Assignment of(long[] truthIndices, float[] overlaps, int[] truthLabels) {
    int n = truthIndices.length;
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = truthIndices[i] > 0 ? truthLabels[(int) truthIndices[i] - 1] : -1;
    }
    return new Assignment(
        truthLabels.length,
        Tensors.of(truthIndices, n),
        Tensors.of(overlaps, n),
        Tensors.of(labels, n));
  }

  /** The outcome where there is no truth or no prior: nothing overlaps. */
  static Assignment nothing(int numTruths, int numPriors) {
    long[] labels = new long[numPriors];
    Arrays.fill(labels, -1);
    return new Assignment(
        numTruths,
        Tensors.of(new long[numPriors], numPriors),
        Tensors.of(new float[numPriors], numPriors),
        Tensors.of(labels, numPriors));
  }
}
