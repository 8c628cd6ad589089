package org.vedette.data.mask;

/**
 * Cuts boxes out of bitmaps and resizes them: mean values on a fine grid (He et al., Mask R-CNN,
 * 2017, RoIAlign with half a pixel's shift), of which what is at least a half becomes 1. Counts in
 * float32, since a half is met exactly.
 */
final class MaskRoiAlign {
  private final MaskWindow mask;
  private final int height;
  private final int width;

  MaskRoiAlign(MaskWindow mask, int height, int width) {
    this.mask = mask;
    this.height = height;
    this.width = width;
  }

  /** The part of the mask in the box x1 y1 x2 y2, as (outHeight, outWidth) of 0 and 1. */
  byte[] cut(float x1, float y1, float x2, float y2, int outHeight, int outWidth) {
    float left = x1 - 0.5f;
    float top = y1 - 0.5f;
    float boxWidth = x2 - 0.5f - left;
    float boxHeight = y2 - 0.5f - top;
    float cellWidth = boxWidth / outWidth;
    float cellHeight = boxHeight / outHeight;
    int columns = (int) Math.ceil(boxWidth / outWidth);
    int rows = (int) Math.ceil(boxHeight / outHeight);
    float count = Math.max(rows * columns, 1);
    byte[] out = new byte[outHeight * outWidth];
    for (int i = 0; i < out.length; i++) {
      int cellRow = i / outWidth;
      int cellColumn = i % outWidth;
      float cellTop = top + cellRow * cellHeight;
      float cellLeft = left + cellColumn * cellWidth;
      float sum = 0;
      for (int row = 0; row < rows; row++) {
        float y = cellTop + (row + 0.5f) * cellHeight / rows;
        for (int column = 0; column < columns; column++) {
          sum += at(cellLeft + (column + 0.5f) * cellWidth / columns, y);
        }
      }
      out[i] = (byte) (sum / count >= 0.5f ? 1 : 0);
    }
    return out;
  }

  /** The mask between its pixels, linearly. */
  private float at(float atX, float atY) {
    if (atY < -1 || atY > height || atX < -1 || atX > width) {
      return 0;
    }
    float x = Math.max(0, atX);
    float y = Math.max(0, atY);
    int left = Math.min((int) x, width - 1);
    int top = Math.min((int) y, height - 1);
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    float dx = left == right ? 0 : x - left;
    float dy = top == bottom ? 0 : y - top;
    return (1 - dy) * (1 - dx) * mask.at(left, top)
        + (1 - dy) * dx * mask.at(right, top)
        + dy * (1 - dx) * mask.at(left, bottom)
        + dy * dx * mask.at(right, bottom);
  }
}
