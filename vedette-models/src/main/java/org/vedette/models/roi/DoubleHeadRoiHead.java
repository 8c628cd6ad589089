package org.vedette.models.roi;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * A second stage whose boxes are refined by the features of blown-up regions (Double-Head R-CNN, Wu
 * et al. 2020).
 */
@Component("DoubleHeadRoIHead")
public final class DoubleHeadRoiHead extends StandardRoiHead {
  /**
   * Settings.
   *
   * @param reg_roi_scale_factor by how much regions are blown up for the boxes
   * @param settings keys that such stages share
   */
  public record Config(double reg_roi_scale_factor, @Flat RoiHeadSettings settings) {}

  /** A stage with the given settings. */
  public DoubleHeadRoiHead(Config config) {
    super(config.settings(), config.reg_roi_scale_factor());
  }
}
