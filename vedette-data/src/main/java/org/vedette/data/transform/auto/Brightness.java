package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Photometry;

/**
 * Makes the image brighter or darker: 0 is black, 1 no change. Upstream: mmdet's {@code
 * Brightness}.
 */
@Component("Brightness")
public final class Brightness extends ColourChange {
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
  public Brightness(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    try (Image black =
        ImageOps.filled(
            image.height(), image.width(), image.channels(), image.isFloat(), new double[4])) {
      return Photometry.enhance(image, black, magnitude);
    }
  }
}
