package org.vedette.base;

/**
 * What is known of an image besides its pixels.
 *
 * @param imageId the id in the annotation file; -1 when there is none
 * @param path the image's file; empty when it came from memory
 * @param oriHeight rows of the image as read
 * @param oriWidth columns of the image as read
 * @param imgHeight rows after the pipeline (what the boxes live in)
 * @param imgWidth columns after the pipeline
 * @param padHeight rows after padding to a multiple of what the model needs, without what the batch
 *     adds for larger images
 * @param padWidth columns after the same padding
 * @param scaleX width after resizing divided by width before
 * @param scaleY height after resizing divided by height before
 * @param flip whether the pipeline flipped the image
 * @param flipDirection "horizontal", "vertical", "diagonal", or empty when not flipped
 * @param border where the image lies on a bigger canvas that it was put on; null when it was not
 */
public record ImageMeta(
    long imageId,
    String path,
    int oriHeight,
    int oriWidth,
    int imgHeight,
    int imgWidth,
    int padHeight,
    int padWidth,
    double scaleX,
    double scaleY,
    boolean flip,
    String flipDirection,
    Border border) {

  /**
   * A part of a canvas.
   *
   * @param top its first row
   * @param bottom the row after its last
   * @param left its first column
   * @param right the column after its last
   */
  public record Border(int top, int bottom, int left, int right) {}

  /** The meta of an image that lies on no canvas. */
  public ImageMeta(
      long imageId,
      String path,
      int oriHeight,
      int oriWidth,
      int imgHeight,
      int imgWidth,
      int padHeight,
      int padWidth,
      double scaleX,
      double scaleY,
      boolean flip,
      String flipDirection) {
    this(
        imageId,
        path,
        oriHeight,
        oriWidth,
        imgHeight,
        imgWidth,
        padHeight,
        padWidth,
        scaleX,
        scaleY,
        flip,
        flipDirection,
        null);
  }

  /** The meta of an image that no pipeline has touched. */
  public static ImageMeta ofSize(int height, int width) {
    return new ImageMeta(-1, "", height, width, height, width, height, width, 1, 1, false, "");
  }

  /** The same image after padding. */
  public ImageMeta withPad(int height, int width) {
    return new ImageMeta(
        imageId,
        path,
        oriHeight,
        oriWidth,
        imgHeight,
        imgWidth,
        height,
        width,
        scaleX,
        scaleY,
        flip,
        flipDirection,
        border);
  }

  /** The same image after its batch was resized; sizes are rounded down. */
  public ImageMeta resized(double factorY, double factorX) {
    return new ImageMeta(
        imageId,
        path,
        oriHeight,
        oriWidth,
        (int) (imgHeight * factorY),
        (int) (imgWidth * factorX),
        (int) (padHeight * factorY),
        (int) (padWidth * factorX),
        scaleX,
        scaleY,
        flip,
        flipDirection,
        border);
  }

  /** The same image with other factors from the image as read. */
  public ImageMeta withScale(double newScaleX, double newScaleY) {
    return new ImageMeta(
        imageId,
        path,
        oriHeight,
        oriWidth,
        imgHeight,
        imgWidth,
        padHeight,
        padWidth,
        newScaleX,
        newScaleY,
        flip,
        flipDirection,
        border);
  }
}
