package org.vedette.models.roi;

import java.util.Arrays;
import org.vedette.base.Detections;
import org.vedette.core.box.Kept;
import org.vedette.core.box.Nms;
import org.vedette.core.roi.RcnnTestConfig;

/**
 * The pairs of a region and a class that score enough, region by region.
 *
 * @param rows (k): the region
 * @param labels (k): the class
 * @param scores (k)
 */
@SuppressWarnings("ArrayRecordComponent")
record RegionCandidates(int[] rows, int[] labels, float[] scores) {
  /**
   * The pairs above a threshold.
   *
   * @param probabilities (R*(K+1)), background last
   */
  static RegionCandidates above(float[] probabilities, int numClasses, double threshold) {
    int n = probabilities.length / (numClasses + 1);
    float least = (float) threshold;
    int[] pairs = new int[n * numClasses];
    int count = 0;
    for (int row = 0; row < n; row++) {
      int at = row * (numClasses + 1);
      for (int k = 0; k < numClasses; k++) {
        if (probabilities[at + k] > least) {
          pairs[count++] = row * numClasses + k;
        }
      }
    }
    int[] rows = new int[count];
    int[] labels = new int[count];
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      rows[i] = pairs[i] / numClasses;
      labels[i] = pairs[i] % numClasses;
      scores[i] = probabilities[rows[i] * (numClasses + 1) + labels[i]];
    }
    return new RegionCandidates(rows, labels, scores);
  }

  int size() {
    return rows.length;
  }

  /** The regions of the pairs, (k*4). */
  float[] boxes(float[] regions) {
    float[] own = new float[4 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(regions, 4 * rows[i], own, 4 * i, 4);
    }
    return own;
  }

  /**
   * Suppresses within classes and keeps the best.
   *
   * @param boxes (k*4): of the pairs
   */
  Detections detect(float[] boxes, RcnnTestConfig config) {
    Kept kept = Nms.batched(boxes, scores, labels, config.nms()).first(config.max_per_img());
    int[] own = Arrays.stream(kept.indices()).map(i -> labels[i]).toArray();
    return new Detections(kept.boxes(boxes), kept.scores(), own, null);
  }
}
