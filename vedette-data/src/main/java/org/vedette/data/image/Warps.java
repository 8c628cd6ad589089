package org.vedette.data.image;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Maps of the plane applied to images, pixel by pixel as {@code cv2}. */
public final class Warps {
  private Warps() {}

  /**
   * Maps the pixels by an affine matrix (6) by rows, from old to new places; the size stays.
   *
   * @param outside what stands where nothing is mapped to, per channel
   */
  public static Image affine(
      Image image, double[] matrix, Interpolation interpolation, double[] outside) {
    return affine(image, matrix, interpolation, PaddingMode.CONSTANT, outside);
  }

  /**
   * The same with a choice of what stands outside.
   *
   * @param outside its value per channel, for {@link PaddingMode#CONSTANT}
   */
  public static Image affine(
      Image image,
      double[] matrix,
      Interpolation interpolation,
      PaddingMode mode,
      double[] outside) {
    Mat out = new Mat();
    double[] value = Arrays.copyOf(outside, 4);
    try (Mat map = new Mat(2, 3, opencv_core.CV_64F);
        Size size = new Size(image.width(), image.height());
        Scalar border = new Scalar(value[0], value[1], value[2], value[3])) {
      new DoublePointer(map.data()).put(matrix);
      opencv_imgproc.warpAffine(
          image.mat(), out, map, size, interpolation.flag(), mode.flag(), border);
    }
    return Image.owning(out);
  }

  /**
   * The matrix (6) of a turn around a point and a change of size, as {@code
   * cv2.getRotationMatrix2D}.
   *
   * @param degrees of the turn, against the clock
   */
  public static double[] rotation(double centreX, double centreY, double degrees, double scale) {
    double radians = degrees * (Math.PI / 180);
    double cos = scale * Math.cos(radians);
    double sin = scale * Math.sin(radians);
    return new double[] {
      cos, sin, (1 - cos) * centreX - sin * centreY, -sin, cos, sin * centreX + (1 - cos) * centreY
    };
  }
}
