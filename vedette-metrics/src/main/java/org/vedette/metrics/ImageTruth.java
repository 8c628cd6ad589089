package org.vedette.metrics;

import org.vedette.base.Rle;

/**
 * What is in one image, for metrics that are not given an annotation file.
 *
 * @param boxes (G*4): x1 y1 x2 y2, in pixels of the original image
 * @param labels (G): index into the data set's classes
 * @param ignored (G): whether a detection of this truth counts neither as right nor as wrong
 * @param masks (G): masks of the image's size, or null
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageTruth(double[] boxes, int[] labels, boolean[] ignored, Rle[] masks) {
  /** Checks that the arrays agree. */
  public ImageTruth {
    int count = labels.length;
    if (boxes.length != 4 * count
        || ignored.length != count
        || (masks != null && masks.length != count)) {
      throw new IllegalArgumentException(
          "boxes " + boxes.length + ", labels " + count + ", ignored " + ignored.length);
    }
  }
}
