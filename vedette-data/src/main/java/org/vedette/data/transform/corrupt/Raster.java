package org.vedette.data.transform.corrupt;

import org.vedette.data.image.Image;

/**
 * An image in numbers from 0 to 1.
 *
 * @param values (H*W*C), the channels of a pixel side by side; those of the raster itself
 * @param height H
 * @param width W
 * @param channels C
 */
@SuppressWarnings("ArrayRecordComponent")
record Raster(double[] values, int height, int width, int channels) {
  static Raster of(Image image) {
    byte[] pixels = image.toBytes();
    double[] values = new double[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[i] & 0xFF) / 255.0;
    }
    return new Raster(values, image.height(), image.width(), image.channels());
  }

  /** A raster of zeros. */
  static Raster blank(int height, int width, int channels) {
    return new Raster(new double[height * width * channels], height, width, channels);
  }

  /** A raster of the same size with other values. */
  Raster with(double[] newValues) {
    return new Raster(newValues, height, width, channels);
  }

  /** Where the first channel of a pixel stands. */
  int at(int y, int x) {
    return (y * width + x) * channels;
  }

  /** The image: values are cut to 0..1, and digits after the point of 0..255 are dropped. */
  Image toImage() {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (int) (Math.max(0, Math.min(values[i], 1)) * 255);
    }
    return Image.of(pixels, height, width, channels);
  }
}
