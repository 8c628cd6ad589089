package org.vedette.models.roi;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * A head with two fully connected layers, the usual head of Faster R-CNN on a pyramid (Lin et al.
 * 2017), shared by classes and boxes.
 */
@Component("Shared2FCBBoxHead")
public final class Shared2FcBboxHead extends ConvFcBboxHead {
  /**
   * Settings.
   *
   * @param settings keys that all heads of regions share
   * @param sizes what the layers look like
   */
  public record Config(@Flat BboxHeadSettings settings, @Flat ConvFcSizes sizes) {}

  /** A head with the given settings. */
  public Shared2FcBboxHead(Config config) {
    super(
        new ConvFcBboxHead.Config(
            config.settings(), new ConvFcLayout(0, 2, 0, 0, 0, 0), config.sizes()));
  }
}
