package org.vedette.data.image;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What transforms do to pixels. Each method gives a new image and leaves its argument alone. */
public final class ImageOps {
  private ImageOps() {}

  /** Resizes to (height, width), pixel by pixel as {@code cv2.resize}. */
  public static Image resize(Image image, int height, int width, Interpolation interpolation) {
    return sized(
        height,
        width,
        image,
        out -> {
          try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(image.mat(), out, size, 0, 0, interpolation.flag());
          }
        });
  }

  /**
   * An image of a size, of pixels like another's.
   *
   * @throws ImageSizeException when there is no room for it
   */
  private static Image sized(long height, long width, Image like, Consumer<Mat> fill) {
    long pixelBytes = like.mat().elemSize();
    ImageSizeException.check(height, width, pixelBytes);
    Mat out = new Mat();
    try {
      fill.accept(out);
    } catch (RuntimeException e) {
      out.close();
      throw ImageSizeException.of(e, height, width, pixelBytes);
    }
    return Image.owning(out);
  }

  /**
   * Adds a border.
   *
   * @param value the border's value per channel, for {@link PaddingMode#CONSTANT}; channels it does
   *     not name get 0
   */
  public static Image pad(
      Image image, int top, int bottom, int left, int right, PaddingMode mode, double[] value) {
    return sized(
        (long) image.height() + top + bottom,
        (long) image.width() + left + right,
        image,
        out -> {
          try (Scalar scalar = scalar(value)) {
            opencv_core.copyMakeBorder(
                image.mat(), out, top, bottom, left, right, mode.flag(), scalar);
          }
        });
  }

  /** Pads on the right and at the bottom up to (height, width); never shrinks. */
  public static Image padTo(Image image, int height, int width, PaddingMode mode, double[] value) {
    int bottom = Math.max(height - image.height(), 0);
    int right = Math.max(width - image.width(), 0);
    return pad(image, 0, bottom, 0, right, mode, value);
  }

  /** Mirrors the image. */
  public static Image flip(Image image, FlipDirection direction) {
    Mat out = new Mat();
    opencv_core.flip(image.mat(), out, direction.flag());
    return Image.owning(out);
  }

  /** Cuts out a rectangle, which is cut to the image where it sticks out. */
  public static Image crop(Image image, int x1, int y1, int x2, int y2) {
    int left = Math.max(0, Math.min(x1, image.width()));
    int top = Math.max(0, Math.min(y1, image.height()));
    int right = Math.max(left, Math.min(x2, image.width()));
    int bottom = Math.max(top, Math.min(y2, image.height()));
    try (Rect rectangle = new Rect(left, top, right - left, bottom - top);
        Mat view = new Mat(image.mat(), rectangle)) {
      return Image.owning(view.clone());
    }
  }

  /** An image of one value per channel. */
  public static Image filled(int height, int width, int channels, boolean isFloat, double[] value) {
    int type = isFloat ? opencv_core.CV_32FC(channels) : opencv_core.CV_8UC(channels);
    long pixelBytes = (long) channels * (isFloat ? Float.BYTES : 1);
    ImageSizeException.check(height, width, pixelBytes);
    try (Scalar scalar = scalar(value)) {
      OpenCv.load();
      return Image.owning(new Mat(height, width, type, scalar));
    } catch (RuntimeException e) {
      throw ImageSizeException.of(e, height, width, pixelBytes);
    }
  }

  /** Writes all of {@code source} into {@code target}, its corner at (x, y). */
  public static void paste(Image source, Image target, int x, int y) {
    try (Rect rectangle = new Rect(x, y, source.width(), source.height());
        Mat view = new Mat(target.mat(), rectangle)) {
      source.mat().copyTo(view);
    }
  }

  /**
   * Writes {@code source} into {@code target}, its corner at (x, y), which may lie outside; what
   * sticks out is left.
   */
  public static void pasteInside(Image source, Image target, int x, int y) {
    int left = Math.max(0, -x);
    int top = Math.max(0, -y);
    int width = Math.min(source.width(), target.width() - x) - left;
    int height = Math.min(source.height(), target.height() - y) - top;
    if (width <= 0 || height <= 0) {
      return;
    }
    try (Rect from = new Rect(left, top, width, height);
        Rect to = new Rect(x + left, y + top, width, height);
        Mat part = new Mat(source.mat(), from);
        Mat view = new Mat(target.mat(), to)) {
      part.copyTo(view);
    }
  }

  /** Fills a rectangle with a value per channel; what sticks out of the image is left. */
  public static void fill(Image image, int x1, int y1, int x2, int y2, double[] value) {
    int left = Math.max(0, x1);
    int top = Math.max(0, y1);
    int right = Math.min(image.width(), x2);
    int bottom = Math.min(image.height(), y2);
    if (left < right && top < bottom) {
      try (Rect rectangle = new Rect(left, top, right - left, bottom - top);
          Mat view = new Mat(image.mat(), rectangle);
          Scalar scalar = scalar(value)) {
        view.put(scalar);
      }
    }
  }

  /**
   * Maps the pixels by a projective matrix, (9) by rows, from old to new places; between pixels
   * linearly.
   *
   * @param outside what stands where nothing is mapped to, per channel
   */
  public static Image warpPerspective(
      Image image, float[] matrix, int height, int width, double[] outside) {
    Mat out = new Mat();
    try (Image map = Image.of(matrix, 3, 3, 1);
        Size size = new Size(width, height);
        Scalar value = scalar(outside)) {
      opencv_imgproc.warpPerspective(
          image.mat(),
          out,
          map.mat(),
          size,
          opencv_imgproc.INTER_LINEAR,
          opencv_core.BORDER_CONSTANT,
          value);
    }
    return Image.owning(out);
  }

  /** The image as float32. */
  public static Image toFloat(Image image) {
    Mat out = new Mat();
    image.mat().convertTo(out, opencv_core.CV_32F);
    return Image.owning(out);
  }

  /** The image as uint8: rounded and cut to 0..255 as OpenCV does. */
  public static Image toBytes(Image image) {
    Mat out = new Mat();
    image.mat().convertTo(out, opencv_core.CV_8U);
    return Image.owning(out);
  }

  /** The image as uint8: digits after the point are dropped, as numpy does. */
  public static Image truncated(Image image) {
    float[] values = image.toFloats();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) values[i];
    }
    return Image.of(bytes, image.height(), image.width(), image.channels());
  }

  /** Converts colours by one of OpenCV's codes. */
  public static Image convert(Image image, int code) {
    Mat out = new Mat();
    opencv_imgproc.cvtColor(image.mat(), out, code);
    return Image.owning(out);
  }

  /** Up to four values as OpenCV's Scalar. */
  private static Scalar scalar(double[] value) {
    double[] four = Arrays.copyOf(value, 4);
    return new Scalar(four[0], four[1], four[2], four[3]);
  }
}
