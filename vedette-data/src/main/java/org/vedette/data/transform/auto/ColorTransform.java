package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;

/**
 * Leaves the image as it is: the choice of no change of colours, as configs for semi-supervised
 * training name it. Upstream: mmdet's {@code ColorTransform}, the base of the colour steps.
 */
@Component("ColorTransform")
public final class ColorTransform extends ColourChange {
  /**
   * Settings.
   *
   * @param options the chance and the magnitude, which change nothing
   */
  public record Config(@Flat FactorOptions options) {}

  /** A step with these settings. */
  public ColorTransform(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    return image;
  }
}
