package org.vedette.data.image;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels in native memory: rows, columns, channels (BGR unless said otherwise), each a uint8 or a
 * float32, without gaps.
 *
 * <p>Who holds an image closes it. A method that takes an image and gives another leaves the first
 * to its holder; {@link org.vedette.data.Sample#replaceImage} closes what it replaces.
 */
public final class Image implements AutoCloseable {
  static {
    OpenCv.load();
  }

  private final Mat mat;

  private Image(Mat mat) {
    this.mat = mat;
  }

  /**
   * An image that owns {@code mat} from now on; a view into a bigger image is copied and closed.
   *
   * @throws IllegalArgumentException when the pixels are neither uint8 nor float32
   */
  public static Image owning(Mat mat) {
    int depth = mat.depth();
    if (depth != opencv_core.CV_8U && depth != opencv_core.CV_32F) {
      mat.close();
      throw new IllegalArgumentException("pixels must be uint8 or float32, not of depth " + depth);
    }
    if (mat.isContinuous()) {
      return new Image(mat);
    }
    Mat whole = mat.clone();
    mat.close();
    return new Image(whole);
  }

  /** An image of these uint8 pixels, row by row, the channels of a pixel side by side. */
  public static Image of(byte[] pixels, int height, int width, int channels) {
    if (pixels.length != height * width * channels) {
      throw new IllegalArgumentException(
          pixels.length + " bytes for " + height + "x" + width + "x" + channels);
    }
    Mat mat = new Mat(height, width, opencv_core.CV_8UC(channels));
    if (pixels.length > 0) {
      mat.data().put(pixels);
    }
    return new Image(mat);
  }

  /** An image of these float32 pixels, laid out as in {@link #of(byte[], int, int, int)}. */
  public static Image of(float[] pixels, int height, int width, int channels) {
    if (pixels.length != height * width * channels) {
      throw new IllegalArgumentException(
          pixels.length + " floats for " + height + "x" + width + "x" + channels);
    }
    Mat mat = new Mat(height, width, opencv_core.CV_32FC(channels));
    if (pixels.length > 0) {
      new FloatPointer(mat.data()).put(pixels);
    }
    return new Image(mat);
  }

  /** Rows. */
  public int height() {
    return mat.rows();
  }

  /** Columns. */
  public int width() {
    return mat.cols();
  }

  /** Values of a pixel. */
  public int channels() {
    return mat.channels();
  }

  /** Whether the values are float32, else they are uint8. */
  public boolean isFloat() {
    return mat.depth() == opencv_core.CV_32F;
  }

  /** The OpenCV matrix; this image goes on owning it. */
  public Mat mat() {
    return mat;
  }

  /** The address of the first pixel; valid until this is closed. */
  public BytePointer data() {
    return mat.data();
  }

  /** A view of the pixels without a copy; valid until this is closed. */
  public ByteBuffer buffer() {
    return mat.data().capacity(byteCount()).asByteBuffer();
  }

  /** How many bytes the pixels take. */
  public long byteCount() {
    return (long) height() * width() * mat.elemSize();
  }

  /** A copy of uint8 pixels. */
  public byte[] toBytes() {
    require(!isFloat(), "uint8");
    byte[] pixels = new byte[Math.toIntExact(byteCount())];
    if (pixels.length > 0) {
      mat.data().get(pixels);
    }
    return pixels;
  }

  /** A copy of float32 pixels. */
  public float[] toFloats() {
    require(isFloat(), "float32");
    float[] pixels = new float[Math.toIntExact(byteCount() / Float.BYTES)];
    if (pixels.length > 0) {
      new FloatPointer(mat.data()).get(pixels);
    }
    return pixels;
  }

  private void require(boolean fits, String type) {
    if (!fits) {
      throw new IllegalStateException("the pixels are not " + type);
    }
  }

  /** An image of its own with the same pixels. */
  public Image copy() {
    return new Image(mat.clone());
  }

  /** Frees the pixels; calling it again does nothing. */
  @Override
  public void close() {
    mat.close();
  }
}
