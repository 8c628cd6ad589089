package org.vedette.models.roi;

import java.util.Arrays;
import java.util.List;
import org.vedette.core.roi.Rois;
import org.vedette.core.task.Sampling;

/**
 * What the sampled regions of a batch should become.
 *
 * @param labels (R): the class, or K for background
 * @param weights (R): weight in classification
 * @param positives (p): positions of the positives
 * @param truths (p*4): their truths' boxes
 */
@SuppressWarnings("ArrayRecordComponent")
record RegionTargets(long[] labels, float[] weights, int[] positives, float[] truths) {
  /** The targets of all images; each image's positives stand before its negatives. */
  static RegionTargets of(
      List<Sampling> samplings, Rois rois, int numClasses, double positiveWeight) {
    int total = rois.size();
    long[] labels = new long[total];
    float[] weights = new float[total];
    int[] positives = new int[total];
    float[] truths = new float[4 * total];
    Arrays.fill(labels, numClasses);
    Arrays.fill(weights, 1);
    int count = 0;
    int start = 0;
    for (Sampling own : samplings) {
      System.arraycopy(own.truthBoxes(), 0, truths, 4 * count, own.truthBoxes().length);
      for (int i = 0; i < own.numPositives(); i++) {
        labels[start + i] = own.labels()[i];
        weights[start + i] = positiveWeight <= 0 ? 1 : (float) positiveWeight;
        positives[count++] = start + i;
      }
      start += own.size();
    }
    return new RegionTargets(
        labels, weights, Arrays.copyOf(positives, count), Arrays.copyOf(truths, 4 * count));
  }

  /** How many regions there are. */
  int size() {
    return labels.length;
  }

  /** How many regions have a weight, at least one. */
  double weighted() {
    int count = 0;
    for (float weight : weights) {
      count += weight > 0 ? 1 : 0;
    }
    return Math.max(count, 1);
  }
}
