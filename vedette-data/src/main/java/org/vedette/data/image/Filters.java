package org.vedette.data.image;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/** Weighted sums over the neighbours of each pixel. Each method gives a new image. */
public final class Filters {
  private Filters() {}

  /**
   * Correlates each channel with a kernel whose centre is its anchor; the image is mirrored at its
   * border.
   *
   * @param kernel (rows * columns) by rows
   * @param columns of the kernel
   */
  public static Image correlate(Image image, double[] kernel, int columns) {
    Mat out = new Mat();
    try (Mat weights = new Mat(kernel.length / columns, columns, opencv_core.CV_64F);
        Point centre = new Point(-1, -1)) {
      new DoublePointer(weights.data()).put(kernel);
      opencv_imgproc.filter2D(image.mat(), out, -1, weights, centre, 0, opencv_core.BORDER_DEFAULT);
    }
    return Image.owning(out);
  }

  /** The mean of a square around each pixel; the image is mirrored at its border. */
  public static Image mean(Image image, int side) {
    Mat out = new Mat();
    try (Size size = new Size(side, side)) {
      opencv_imgproc.blur(image.mat(), out, size);
    }
    return Image.owning(out);
  }

  /** The median of a square of an odd side around each pixel, channel by channel. */
  public static Image median(Image image, int side) {
    Mat out = new Mat();
    opencv_imgproc.medianBlur(image.mat(), out, side);
    return Image.owning(out);
  }
}
