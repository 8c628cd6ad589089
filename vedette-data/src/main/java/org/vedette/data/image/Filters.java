package org.vedette.data.image;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

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
}
