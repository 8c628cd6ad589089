package org.vedette.data.transform.corrupt;

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
 * Corrupts the image, to see what a detector still finds (Hendrycks and Dietterich 2019, Michaelis
 * et al. 2019). The formulas are those of the library imagecorruptions; its photographs of frost
 * are replaced by drawn ones, see {@link Frost}. The image becomes uint8 with three channels.
 * Upstream: mmdet's {@code Corrupt}.
 */
@Component("Corrupt")
public final class Corrupt implements Transform {
  private static final int LEAST_SIDE = 32;
  private static final int SEVERITIES = 5;
  private final Config config;

  /**
   * Settings.
   *
   * @param corruption what is done to the image
   * @param severity how much, from 1 to 5
   */
  public record Config(Corruption corruption, @Default("1") int severity) {
    /** Checks the severity. */
    public Config {
      if (severity < 1 || severity > SEVERITIES) {
        throw new IllegalArgumentException("'severity' must be from 1 to 5, got " + severity);
      }
    }
  }

  /** A step with these settings. */
  public Corrupt(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Image image = sample.image();
    if (image.height() < LEAST_SIDE || image.width() < LEAST_SIDE) {
      throw new DataException(
          "%s: Corrupt needs images of at least 32 x 32 pixels, got %d x %d"
              .formatted(sample.record(), image.width(), image.height()));
    }
    if (image.isFloat()) {
      sample.replaceImage(ImageOps.truncated(image));
    }
    if (sample.image().channels() == 1) {
      sample.replaceImage(ImageOps.convert(sample.image(), opencv_imgproc.COLOR_GRAY2BGR));
    }
    sample.replaceImage(config.corruption().apply(sample.image(), config.severity(), random));
    return sample;
  }
}
