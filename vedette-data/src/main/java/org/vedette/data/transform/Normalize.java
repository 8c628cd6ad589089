package org.vedette.data.transform;

import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/**
 * Subtracts a mean and divides by a standard deviation, per channel; the image becomes float32.
 * Upstream: mmcv's {@code Normalize}; models of 3.x do this in their data preprocessor instead.
 */
@Component("Normalize")
public final class Normalize implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param mean the mean of each channel, in the order after {@code to_rgb}
   * @param std the standard deviation of each channel
   * @param to_rgb whether BGR becomes RGB first
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(double[] mean, double[] std, @Default("True") boolean to_rgb) {
    /** Checks that the two agree. */
    public Config {
      if (mean.length != std.length || mean.length > 4) {
        throw new IllegalArgumentException(
            "'mean' and 'std' need one number per channel, at most 4");
      }
      if (Arrays.stream(std).anyMatch(value -> value == 0)) {
        throw new IllegalArgumentException("'std' must not be 0, by which pixels are divided");
      }
    }
  }

  /** A step with these settings. */
  public Normalize(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    sample.replaceImage(ImageOps.toFloat(sample.image()));
    if (config.to_rgb()) {
      sample.replaceImage(ImageOps.convert(sample.image(), opencv_imgproc.COLOR_BGR2RGB));
    }
    Image image = sample.image();
    int channels = image.channels();
    if (channels != config.mean().length) {
      throw new DataException(
          sample.record()
              + ": Normalize has a mean for "
              + config.mean().length
              + " channels, but the image has "
              + channels);
    }
    float[] pixels = image.toFloats();
    for (int c = 0; c < channels; c++) {
      // mmcv keeps both as float32, and OpenCV multiplies in float64.
      float mean = (float) config.mean()[c];
      double factor = 1.0 / (float) config.std()[c];
      for (int i = c; i < pixels.length; i += channels) {
        pixels[i] = (float) ((pixels[i] - mean) * factor);
      }
    }
    sample.replaceImage(Image.of(pixels, image.height(), image.width(), channels));
    return sample;
  }
}
