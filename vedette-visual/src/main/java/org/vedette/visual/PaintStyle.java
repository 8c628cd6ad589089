package org.vedette.visual;

/**
 * How objects are drawn.
 *
 * @param lineWidth width of boxes in pixels of an image of 640 pixels or more, less on smaller
 *     ones; 0 follows the image's size
 * @param boxOpacity how much boxes hide what is below them, from 0 to 1
 * @param maskOpacity how much masks hide what is below them, from 0 to 1
 * @param boxes colours of boxes; null for the painter's
 * @param masks colours of masks; null for the painter's
 * @param texts colours of texts, which are on black then; null for black or white on the colour of
 *     the box
 */
public record PaintStyle(
    double lineWidth,
    double boxOpacity,
    double maskOpacity,
    Palette boxes,
    Palette masks,
    Palette texts) {
  /** Clear on most pictures. */
  public static final PaintStyle DEFAULT = new PaintStyle(0, 1, 0.45, null, null, null);

  private static final double WHOLE_WIDTH_FROM = 640;
  private static final double PIXELS_PER_LINE = 500;

  /** Checks the numbers. */
  public PaintStyle {
    if (lineWidth < 0 || boxOpacity < 0 || boxOpacity > 1 || maskOpacity < 0 || maskOpacity > 1) {
      throw new IllegalArgumentException(
          "widths must not be below 0 and opacities lie between 0 and 1");
    }
  }

  int thickness(int height, int width) {
    int side = Math.max(height, width);
    double pixels =
        lineWidth == 0 ? side / PIXELS_PER_LINE : lineWidth * Math.min(1, side / WHOLE_WIDTH_FROM);
    return Math.max(1, (int) Math.round(pixels));
  }
}
