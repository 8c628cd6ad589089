package org.vedette.metrics.analysis;

import org.vedette.base.Detections;
import org.vedette.metrics.ImageTruth;

/**
 * What was found in an image, and what is there.
 *
 * @param found in pixels of the original image
 * @param truth in the same pixels
 */
public record JudgedImage(Detections found, ImageTruth truth) {
  /** The IoU of a detection and a truth, in float32 as upstream computes it. */
  float iou(int detection, int object) {
    return overlap(detection, object, false);
  }

  /** The share of a detection that lies in a truth. */
  float coverage(int detection, int object) {
    return overlap(detection, object, true);
  }

  private float overlap(int detection, int object, boolean ofDetection) {
    float[] a = found.boxes();
    double[] b = truth.boxes();
    int i = 4 * detection;
    int j = 4 * object;
    float left = Math.max(a[i], (float) b[j]);
    float top = Math.max(a[i + 1], (float) b[j + 1]);
    float right = Math.min(a[i + 2], (float) b[j + 2]);
    float bottom = Math.min(a[i + 3], (float) b[j + 3]);
    float common = Math.max(right - left, 0) * Math.max(bottom - top, 0);
    float area = (a[i + 2] - a[i]) * (a[i + 3] - a[i + 1]);
    float other = ((float) b[j + 2] - (float) b[j]) * ((float) b[j + 3] - (float) b[j + 1]);
    return common / Math.max(ofDetection ? area : area + other - common, 1e-6f);
  }
}
