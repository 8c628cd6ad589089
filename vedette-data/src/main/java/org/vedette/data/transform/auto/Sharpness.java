package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Filters;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/** Changes the sharpness: 0 is smooth, 1 no change. Upstream: mmdet's {@code Sharpness}. */
@Component("Sharpness")
public final class Sharpness extends ColourChange {
  private static final double[] SMOOTH = {
    1 / 13.0, 1 / 13.0, 1 / 13.0, 1 / 13.0, 5 / 13.0, 1 / 13.0, 1 / 13.0, 1 / 13.0, 1 / 13.0
  };

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
  public Sharpness(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    try (Image smooth = Filters.correlate(image, SMOOTH, 3)) {
      return Photometry.enhance(image, smooth, magnitude);
    }
  }
}
