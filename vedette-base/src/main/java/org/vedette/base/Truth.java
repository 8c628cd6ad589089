package org.vedette.base;

/**
 * The annotated objects of one image, as plain arrays, in the coordinates of the image that goes
 * into the model.
 *
 * @param boxes (G*4): x1 y1 x2 y2 in pixels
 * @param labels (G): index into the dataset's classes
 * @param ignored (G): whether an object (a crowd, say) neither counts as truth nor as background
 * @param masks (G): one mask of the image's size per object, or null when there are none
 * @param outlines (G): the polygons x0 y0 x1 y1 ... of each object, of which {@code masks} were
 *     drawn; null when masks are not polygons
 */
@SuppressWarnings("ArrayRecordComponent")
public record Truth(
    float[] boxes, int[] labels, boolean[] ignored, Rle[] masks, double[][][] outlines) {
  /** Objects whose masks, if any, are no polygons. */
  public Truth(float[] boxes, int[] labels, boolean[] ignored, Rle[] masks) {
    this(boxes, labels, ignored, masks, null);
  }

  /** How many objects there are. */
  public int size() {
    return labels.length;
  }
}
