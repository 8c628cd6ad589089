package org.vedette.core.task;

/**
 * The boxes of an image that take part in a loss, as plain arrays.
 *
 * @param positives (p): positions of the positives among the candidates, rising. Candidates are the
 *     priors, after the truths themselves where the sampler adds them
 * @param negatives (n): positions of the negatives among the candidates, rising
 * @param added how many truths stand before the priors: a candidate below it is a truth
 * @param boxes ((p+n)*4): the positives, then the negatives
 * @param truths (p): which truth each positive belongs to
 * @param truthBoxes (p*4): its box
 * @param labels (p): its label
 * @param averageFactor what losses over the sampled boxes are divided by
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sampling(
    int[] positives,
    int[] negatives,
    int added,
    float[] boxes,
    int[] truths,
    float[] truthBoxes,
    long[] labels,
    int averageFactor) {
  /** How many positives there are. */
  public int numPositives() {
    return positives.length;
  }

  /** How many boxes there are. */
  public int size() {
    return positives.length + negatives.length;
  }

  /** Whether the i-th positive is a truth that was added to the priors. */
  public boolean isTruth(int i) {
    return positives[i] < added;
  }
}
