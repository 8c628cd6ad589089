package org.vedette.data.transform;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Interpolation;

/**
 * The pixels of MixUp. The other image is fitted into a canvas, the canvas is scaled, and a part of
 * it blended in. Upstream's canvas holds doubles, since the padding is a float, and cuts them off
 * to bytes.
 *
 * @param fit the size of the canvas
 * @param fitWidth columns of the other image on it
 * @param fitHeight rows of the other image on it
 * @param width columns of the scaled canvas
 * @param height rows of the scaled canvas
 * @param padding what stands around the other image
 */
record MixUpCanvas(
    ImageScale fit, int fitWidth, int fitHeight, int width, int height, CanvasValue padding) {

  /** Columns of the other image on the scaled canvas. */
  int scaledWidth() {
    return Math.max(1, (int) Math.round(fitWidth * (double) width / fit.width()));
  }

  /** Rows of the other image on the scaled canvas. */
  int scaledHeight() {
    return Math.max(1, (int) Math.round(fitHeight * (double) height / fit.height()));
  }

  /**
   * Blends the canvas from (left, top) on into an image of bytes or floats; the result is bytes.
   */
  Image blend(Image target, Image other, boolean flip, int left, int top) {
    byte[] canvas = pixels(other);
    int channels = target.channels();
    double[] around = padding.truncated(channels);
    byte[] out = new byte[target.width() * target.height() * channels];
    float[] floats = target.isFloat() ? target.toFloats() : null;
    byte[] bytes = target.isFloat() ? null : target.toBytes();
    for (int y = 0, at = 0; y < target.height(); y++) {
      int row = y + top;
      for (int x = 0; x < target.width(); x++) {
        int column = flip ? width - 1 - (x + left) : x + left;
        boolean inside = row < height && column >= 0 && column < width;
        int from = (row * width + column) * channels;
        for (int c = 0; c < channels; c++, at++) {
          int shining = inside ? canvas[from + c] & 0xFF : (int) around[c];
          out[at] =
              (byte)
                  (floats == null
                      ? ((bytes[at] & 0xFF) + shining) / 2
                      : (int) (0.5f * floats[at] + 0.5f * shining));
        }
      }
    }
    return Image.of(out, target.height(), target.width(), channels);
  }

  /** The scaled canvas as bytes, (height, width, channels). */
  private byte[] pixels(Image other) {
    boolean scaled = width != fit.width() || height != fit.height();
    boolean bytes = !other.isFloat() && (padding.whole() || !scaled);
    int depth =
        bytes ? opencv_core.CV_8U : other.isFloat() ? opencv_core.CV_32F : opencv_core.CV_64F;
    double[] value = Arrays.copyOf(padding.forChannels(other.channels()), 4);
    int type = opencv_core.CV_MAKETYPE(depth, other.channels());
    try (Image small = ImageOps.resize(other, fitHeight, fitWidth, Interpolation.BILINEAR);
        Scalar scalar = new Scalar(value[0], value[1], value[2], value[3]);
        Mat canvas = new Mat(fit.height(), fit.width(), type, scalar);
        Rect corner = new Rect(0, 0, fitWidth, fitHeight);
        Mat view = new Mat(canvas, corner);
        Size size = new Size(width, height);
        Mat result = new Mat()) {
      small.mat().convertTo(view, depth);
      opencv_imgproc.resize(canvas, result, size, 0, 0, opencv_imgproc.INTER_LINEAR);
      return truncate(result, width * height * other.channels());
    }
  }

  private static byte[] truncate(Mat mat, int count) {
    byte[] out = new byte[count];
    if (mat.depth() == opencv_core.CV_8U) {
      mat.data().get(out);
    } else if (mat.depth() == opencv_core.CV_32F) {
      try (FloatPointer pointer = new FloatPointer(mat.data())) {
        FloatBuffer values = pointer.capacity(count).asBuffer();
        for (int i = 0; i < count; i++) {
          out[i] = (byte) (int) values.get(i);
        }
      }
    } else {
      try (DoublePointer pointer = new DoublePointer(mat.data())) {
        DoubleBuffer values = pointer.capacity(count).asBuffer();
        for (int i = 0; i < count; i++) {
          out[i] = (byte) (int) values.get(i);
        }
      }
    }
    return out;
  }
}
