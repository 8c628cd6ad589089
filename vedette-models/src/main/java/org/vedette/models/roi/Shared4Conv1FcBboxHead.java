package org.vedette.models.roi;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * A head with four convolutions and a fully connected layer (Wu and He, Group Normalization, 2018),
 * shared by classes and boxes.
 */
@Component("Shared4Conv1FCBBoxHead")
public final class Shared4Conv1FcBboxHead extends ConvFcBboxHead {
  /**
   * Settings.
   *
   * @param settings keys that all heads of regions share
   * @param sizes what the layers look like
   */
  public record Config(@Flat BboxHeadSettings settings, @Flat ConvFcSizes sizes) {}

  /** A head with the given settings. */
  public Shared4Conv1FcBboxHead(Config config) {
    super(
        new ConvFcBboxHead.Config(
            config.settings(), new ConvFcLayout(4, 1, 0, 0, 0, 0), config.sizes()));
  }
}
