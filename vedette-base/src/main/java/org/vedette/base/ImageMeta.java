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
    String flipDirection) {

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
        flipDirection);
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
        flipDirection);
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
        flipDirection);
  }
}
