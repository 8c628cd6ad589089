package org.vedette.data.mask;

/** The part of masks that a crop keeps, cut to them and at least one pixel wide and high. */
record CropBox(int x, int y, int width, int height) {
  static CropBox of(int x1, int y1, int x2, int y2, int maskHeight, int maskWidth) {
    int left = clip(x1, maskWidth);
    int top = clip(y1, maskHeight);
    return new CropBox(
        left,
        top,
        Math.max(clip(x2, maskWidth) - left, 1),
        Math.max(clip(y2, maskHeight) - top, 1));
  }

  private static int clip(int value, int limit) {
    return Math.max(0, Math.min(value, limit));
  }
}
