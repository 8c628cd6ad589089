package org.vedette.metrics.voc;

/**
 * Overlaps of boxes x1 y1 x2 y2 in float32, step by step as upstream's {@code bbox_overlaps} of
 * numpy arrays computes them.
 */
final class LegacyBoxes {
  private static final float LEAST_UNION = 1e-6f;

  private LegacyBoxes() {}

  /**
   * Intersection over union of each with each.
   *
   * @param a (A*4)
   * @param b (B*4)
   * @param extra what is added to widths and heights: 1 where the last pixel counts, as VOC means
   *     it, else 0
   * @return (A*B): those of the first of {@code a} come first
   */
  static float[] iou(float[] a, float[] b, float extra) {
    int rows = a.length / 4;
    int columns = b.length / 4;
    float[] areas = new float[columns];
    for (int j = 0; j < columns; j++) {
      areas[j] = area(b, j, extra);
    }
    float[] iou = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      float area = area(a, i, extra);
      for (int j = 0; j < columns; j++) {
        float width = Math.min(a[4 * i + 2], b[4 * j + 2]) - Math.max(a[4 * i], b[4 * j]) + extra;
        float height =
            Math.min(a[4 * i + 3], b[4 * j + 3]) - Math.max(a[4 * i + 1], b[4 * j + 1]) + extra;
        float common = Math.max(width, 0) * Math.max(height, 0);
        iou[i * columns + j] = common / Math.max(area + areas[j] - common, LEAST_UNION);
      }
    }
    return iou;
  }

  /** The area of a box. */
  static float area(float[] boxes, int box, float extra) {
    int at = 4 * box;
    return (boxes[at + 2] - boxes[at] + extra) * (boxes[at + 3] - boxes[at + 1] + extra);
  }
}
