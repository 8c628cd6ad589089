package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Photometry;

/** Changes the contrast: 0 is the mean grey, 1 no change. Upstream: mmdet's {@code Contrast}. */
@Component("Contrast")
public final class Contrast extends ColourChange {
  /**
   * Settings.
   *
   * @param options the chance and the magnitude, a factor from 0 to 2
   */
  public record Config(@Flat FactorOptions options) {
    /** Checks the factors. */
    public Config {
      Strength.checkRange(options.min_mag(), options.max_mag(), 0, 2);
    }
  }

  /** A step with these settings. */
  public Contrast(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    double mean = meanGrey(image);
    double[] colour = {mean, mean, mean};
    try (Image plain = ImageOps.filled(image.height(), image.width(), 3, image.isFloat(), colour)) {
      return Photometry.enhance(image, plain, magnitude);
    }
  }

  /** The mean of the grey image as a whole number; a half goes to the even neighbour. */
  private static double meanGrey(Image image) {
    try (Image grey = Photometry.grey(image)) {
      return grey.isFloat() ? mean(grey.toFloats()) : mean(grey.toBytes());
    }
  }

  private static double mean(byte[] values) {
    long sum = 0;
    for (byte value : values) {
      sum += value & 0xFF;
    }
    return Math.rint((double) sum / values.length);
  }

  /** Values outside 0..255 count for the sum only, as upstream's histogram leaves them out. */
  private static double mean(float[] values) {
    double sum = 0;
    int count = 0;
    for (float value : values) {
      sum += value;
      count += value >= 0 && value <= 255 ? 1 : 0;
    }
    return Math.rint(sum / Math.max(count, 1));
  }
}
