package org.vedette.data.image;

import org.vedette.base.DataException;

/** An image was to become bigger than memory, or than the two gigabytes that one can be. */
public final class ImageSizeException extends DataException {
  private static final long serialVersionUID = 1L;

  private ImageSizeException(long height, long width, long pixelBytes, Throwable cause) {
    super(
        "an image of %d x %d pixels (width x height) takes %.1f GB, more than %s; hint: lower the size"
            .formatted(
                width,
                height,
                (double) height * width * pixelBytes / 1e9,
                cause == null ? "the 2.1 GB that one can be" : "there is memory"),
        cause);
  }

  /**
   * Checks a size before memory is asked for.
   *
   * @throws ImageSizeException when no image can be that big
   */
  static void check(long height, long width, long pixelBytes) {
    if ((double) height * width * pixelBytes > Integer.MAX_VALUE) {
      throw new ImageSizeException(height, width, pixelBytes, null);
    }
  }

  /** What to throw for a failure of OpenCV's at a size. */
  static RuntimeException of(RuntimeException failure, long height, long width, long pixelBytes) {
    String message = failure.getMessage();
    return message != null && message.contains("Insufficient memory")
        ? new ImageSizeException(height, width, pixelBytes, failure)
        : failure;
  }
}
