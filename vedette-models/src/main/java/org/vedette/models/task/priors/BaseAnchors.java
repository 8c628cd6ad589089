package org.vedette.models.task.priors;

import java.util.List;

/**
 * The boxes of a cell from a base size, in float32: of each ratio (height to width) at each scale.
 *
 * @param ratios heights over widths
 * @param scales what the base size is multiplied by
 * @param scaleMajor whether all scales of a ratio stand together, else all ratios of a scale
 * @param legacy whether boxes end on the last pixel inside and have whole coordinates
 */
@SuppressWarnings("ArrayRecordComponent")
record BaseAnchors(float[] ratios, float[] scales, boolean scaleMajor, boolean legacy) {
  static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  /** The boxes (A, 4) around a centre. */
  float[] around(double centerX, double centerY, double baseSize) {
    int count = ratios.length * scales.length;
    float[] boxes = new float[count * 4];
    for (int i = 0; i < count; i++) {
      int ratio = scaleMajor ? i / scales.length : i % ratios.length;
      int scale = scaleMajor ? i % scales.length : i / ratios.length;
      float high = (float) Math.sqrt(ratios[ratio]);
      write(
          boxes, i, centerX, centerY, side(baseSize, 1 / high, scale), side(baseSize, high, scale));
    }
    return boxes;
  }

  /** The product in the order that upstream multiplies in. */
  private float side(double baseSize, float stretch, int scale) {
    float size = (float) baseSize;
    return scaleMajor ? size * stretch * scales[scale] : size * scales[scale] * stretch;
  }

  private void write(float[] boxes, int i, double x, double y, float width, float height) {
    float halfWidth = 0.5f * (legacy ? width - 1 : width);
    float halfHeight = 0.5f * (legacy ? height - 1 : height);
    boxes[i * 4] = finish((float) x - halfWidth);
    boxes[i * 4 + 1] = finish((float) y - halfHeight);
    boxes[i * 4 + 2] = finish((float) x + halfWidth);
    boxes[i * 4 + 3] = finish((float) y + halfHeight);
  }

  private float finish(float coordinate) {
    return legacy ? (float) Math.rint(coordinate) : coordinate;
  }
}
