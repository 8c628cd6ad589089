package org.vedette.models.heads;

import java.util.Arrays;
import org.vedette.core.Instances;
import org.vedette.tensor.Tensors;

/**
 * How the priors of one image were matched.
 *
 * @param truths (P): k for truth k, {@link #BACKGROUND}, or {@link #NOT_COUNTING}
 * @param quality (P): what the assigner measured between a prior that counts and its truth
 * @param labels (G): classes of the truths
 * @param boxes (G*4): boxes of the truths
 * @param averageFactor what this image adds to what losses are divided by
 */
@SuppressWarnings("ArrayRecordComponent")
record MatchedPriors(
    int[] truths, float[] quality, long[] labels, float[] boxes, int averageFactor) {
  /** A prior where nothing is. */
  static final int BACKGROUND = -1;

  /** A prior that takes no part in the loss. */
  static final int NOT_COUNTING = -2;

  /** No prior counts yet. */
  static MatchedPriors none(int numPriors, Instances truths) {
    int[] matched = new int[numPriors];
    Arrays.fill(matched, NOT_COUNTING);
    return new MatchedPriors(
        matched,
        new float[numPriors],
        Tensors.toLongs(truths.labels()),
        Tensors.toFloats(truths.boxes()),
        0);
  }

  MatchedPriors withAverageFactor(int factor) {
    return new MatchedPriors(truths, quality, labels, boxes, factor);
  }

  /** The positive priors, rising. */
  int[] positives() {
    int[] found = new int[truths.length];
    int count = 0;
    for (int prior = 0; prior < truths.length; prior++) {
      if (truths[prior] >= 0) {
        found[count++] = prior;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
