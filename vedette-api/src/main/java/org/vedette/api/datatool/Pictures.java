package org.vedette.api.datatool;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.vedette.data.image.Image;

/** Turns images of any pipeline into pictures that can be drawn on and written. */
final class Pictures {
  private Pictures() {}

  /**
   * A copy of an image as uint8 BGR. Of one whose pixels are float32, as after Normalize, the least
   * value becomes black and the greatest white.
   */
  static Image visible(Image image) {
    Mat bytes = new Mat();
    if (image.isFloat()) {
      stretch(image.mat(), bytes);
    } else {
      image.mat().copyTo(bytes);
    }
    if (bytes.channels() == 1) {
      opencv_imgproc.cvtColor(bytes, bytes, opencv_imgproc.COLOR_GRAY2BGR);
    }
    return Image.owning(bytes);
  }

  private static void stretch(Mat from, Mat to) {
    try (Mat flat = from.reshape(1);
        DoublePointer least = new DoublePointer(1);
        DoublePointer greatest = new DoublePointer(1)) {
      opencv_core.minMaxLoc(flat, least, greatest, null, null, null);
      double scale = 255 / Math.max(1e-6, greatest.get() - least.get());
      from.convertTo(to, opencv_core.CV_8U, scale, -least.get() * scale);
    }
  }

  /** Both pictures on one, on grey where one is smaller. */
  static Image sideBySide(Image left, Image right) {
    int height = Math.max(left.height(), right.height());
    try (Scalar grey = new Scalar(128, 128, 128, 0)) {
      Mat both = new Mat(height, left.width() + right.width(), opencv_core.CV_8UC3, grey);
      put(left, both, 0);
      put(right, both, left.width());
      return Image.owning(both);
    }
  }

  private static void put(Image image, Mat canvas, int x) {
    try (Rect place = new Rect(x, 0, image.width(), image.height());
        Mat part = new Mat(canvas, place)) {
      image.mat().copyTo(part);
    }
  }
}
