package org.vedette.metrics.coco;

import org.vedette.base.Rle;

/**
 * Detections of a data set as columns, in the order of the results file, which decides between
 * equal scores.
 *
 * @param images (D) index of the image in the ground truth
 * @param categories (D) index of the category in the ground truth
 * @param boxes (D*4): x y w h in pixels
 * @param areas (D) of the boxes, or of the masks when masks are evaluated
 * @param scores (D)
 * @param masks (D), or null when only boxes are evaluated
 */
@SuppressWarnings("ArrayRecordComponent")
public record Results(
    int[] images, int[] categories, double[] boxes, double[] areas, double[] scores, Rle[] masks) {

  /** How many detections there are. */
  public int size() {
    return scores.length;
  }

  /** The same detections with other image indices. */
  Results withImages(int[] indices) {
    return new Results(indices, categories, boxes, areas, scores, masks);
  }
}
