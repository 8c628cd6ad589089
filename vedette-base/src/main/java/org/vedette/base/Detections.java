package org.vedette.base;

/**
 * What a detector found in one image, as plain arrays in falling order of score: nothing native to
 * close.
 *
 * @param boxes (D*4): x1 y1 x2 y2 of each detection, in pixels of the original image unless the
 *     caller asked otherwise
 * @param scores (D): in [0, 1]
 * @param labels (D): index into the model's classes
 * @param masks (D): one mask of the image's size per detection, or null when the model gives none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Detections(float[] boxes, float[] scores, int[] labels, Rle[] masks) {
  /** Checks that the arrays agree. */
  public Detections {
    if (boxes.length != 4 * scores.length || labels.length != scores.length) {
      throw new IllegalArgumentException(
          "boxes " + boxes.length + ", scores " + scores.length + ", labels " + labels.length);
    }
    if (masks != null && masks.length != scores.length) {
      throw new IllegalArgumentException("masks " + masks.length + ", scores " + scores.length);
    }
  }

  /** How many detections there are. */
  public int size() {
    return scores.length;
  }

  /** Whether each detection has a mask. */
  public boolean hasMasks() {
    return masks != null;
  }
}
