package org.vedette.data.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** What transforms do to colours. Each method gives a new image and leaves its arguments alone. */
public final class Photometry {
  private static final int VALUES = 256;

  private Photometry() {}

  /**
   * Replaces each value of a uint8 image by that of a table.
   *
   * @param tables (256) for all channels, or one such table for each channel
   */
  public static Image lookup(Image image, int[]... tables) {
    byte[] pixels = image.toBytes();
    int channels = image.channels();
    for (int c = 0; c < channels; c++) {
      int[] table = tables[tables.length == 1 ? 0 : c];
      for (int i = c; i < pixels.length; i += channels) {
        pixels[i] = (byte) table[pixels[i] & 0xFF];
      }
    }
    return Image.of(pixels, image.height(), image.width(), channels);
  }

  /** How often each value stands in each channel of a uint8 image: (C, 256). */
  public static int[][] histograms(Image image) {
    byte[] pixels = image.toBytes();
    int[][] counts = new int[image.channels()][VALUES];
    for (int i = 0; i < pixels.length; i++) {
      counts[i % counts.length][pixels[i] & 0xFF]++;
    }
    return counts;
  }

  /** The image of one channel that a BGR image is without its colours. */
  public static Image grey(Image image) {
    return ImageOps.convert(image, opencv_imgproc.COLOR_BGR2GRAY);
  }

  /** {@code first * weight + second * otherWeight}, rounded and cut to the type of the images. */
  public static Image addWeighted(Image first, double weight, Image second, double otherWeight) {
    Mat out = new Mat();
    opencv_core.addWeighted(first.mat(), weight, second.mat(), otherWeight, 0, out);
    return Image.owning(out);
  }

  /**
   * {@code image * factor + base * (1 - factor)}, cut to 0..255; where the image is uint8, digits
   * after the point are dropped, as Pillow's enhancers do.
   */
  public static Image enhance(Image image, Image base, double factor) {
    try (Image floats = ImageOps.toFloat(image);
        Image baseFloats = ImageOps.toFloat(base);
        Image blended = addWeighted(floats, factor, baseFloats, 1 - factor)) {
      Image clipped = clip(blended);
      if (image.isFloat()) {
        return clipped;
      }
      try (clipped) {
        return ImageOps.truncated(clipped);
      }
    }
  }

  /** A float32 image with all values cut to 0..255. */
  public static Image clip(Image image) {
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(values[i], 255));
    }
    return Image.of(values, image.height(), image.width(), image.channels());
  }
}
