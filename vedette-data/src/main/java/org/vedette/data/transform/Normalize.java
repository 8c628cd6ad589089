package org.vedette.data.transform;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
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
    }
  }

  /** A step with these settings. */
  public Normalize(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Image image = ImageOps.toFloat(sample.image());
    sample.replaceImage(image);
    if (config.to_rgb()) {
      sample.replaceImage(ImageOps.convert(image, opencv_imgproc.COLOR_BGR2RGB));
    }
    double[] mean = config.mean();
    double[] inverse = new double[4];
    for (int c = 0; c < mean.length; c++) {
      inverse[c] = 1 / config.std()[c];
    }
    Mat pixels = sample.image().mat();
    try (DoublePointer means = new DoublePointer(Arrays.copyOf(mean, 4));
        DoublePointer factors = new DoublePointer(inverse);
        Mat subtrahend = new Mat(4, 1, opencv_core.CV_64F, means);
        Mat factor = new Mat(4, 1, opencv_core.CV_64F, factors)) {
      opencv_core.subtract(pixels, subtrahend, pixels);
      opencv_core.multiply(pixels, factor, pixels);
    }
    return sample;
  }
}
