package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.vedette.base.SharedJson;
import org.vedette.data.image.Image;

/** Compares an image with the samples that a reference file holds of it. */
public final class PixelAssert {
  private PixelAssert() {}

  /** Checks shape, type, 64 pixels, mean and standard deviation as the reference states them. */
  public static void assertPixels(Image image, Map<String, Object> expected) {
    int[] shape = SharedJson.ints(expected.get("shape"));
    int channels = shape.length == 2 ? 1 : shape[2];
    assertThat(new int[] {image.height(), image.width(), image.channels()})
        .isEqualTo(new int[] {shape[0], shape[1], channels});
    assertThat(image.isFloat()).isEqualTo("float32".equals(expected.get("dtype")));
    float[] pixels = values(image);
    for (Object row : SharedJson.list(expected.get("pixels"))) {
      double[] pixel = SharedJson.doubles(row);
      int y = (int) pixel[0];
      int x = (int) pixel[1];
      int at = (y * shape[1] + x) * channels;
      for (int ch = 0; ch < channels; ch++) {
        assertThat(pixels[at + ch])
            .as("pixel y=%s x=%s channel %s", pixel[0], pixel[1], ch)
            .isEqualTo((float) pixel[2 + ch]);
      }
    }
    checkMoments(pixels, channels, expected, image.isFloat() ? 1e-7 : 1e-12);
  }

  private static float[] values(Image image) {
    if (image.isFloat()) {
      return image.toFloats();
    }
    byte[] bytes = image.toBytes();
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  private static void checkMoments(
      float[] pixels, int channels, Map<String, Object> expected, double tolerance) {
    double[] means = SharedJson.doubles(expected.get("mean"));
    double[] deviations = SharedJson.doubles(expected.get("std"));
    int count = pixels.length / channels;
    for (int ch = 0; ch < channels; ch++) {
      double sum = 0;
      for (int i = ch; i < pixels.length; i += channels) {
        sum += pixels[i];
      }
      double mean = sum / count;
      double squares = 0;
      for (int i = ch; i < pixels.length; i += channels) {
        squares += (pixels[i] - mean) * (pixels[i] - mean);
      }
      assertThat(mean).as("mean").isCloseTo(means[ch], within(tolerance * 256));
      assertThat(Math.sqrt(squares / count))
          .as("standard deviation")
          .isCloseTo(deviations[ch], within(tolerance * 256));
    }
  }
}
