package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Warps;
import org.vedette.data.mask.InstanceMasks;
import org.vedette.data.mask.Turn;

/** Turns the image around its centre, clockwise. Upstream: mmdet's {@code Rotate}. */
@Component("Rotate")
public final class Rotate extends GeometricChange {
  /**
   * Settings.
   *
   * @param prob the chance
   * @param level the strength from 0 to 10; None for a random one
   * @param min_mag degrees of the turn at level 0
   * @param max_mag degrees of the turn at level 10
   * @param options the direction, borders and interpolation
   */
  public record Config(
      @Default("1.0") double prob,
      @Default("None") Integer level,
      @Default("0.0") double min_mag,
      @Default("30.0") double max_mag,
      @Flat GeometricOptions options) {
    /** Checks the numbers. */
    public Config {
      Strength.check(prob, level, min_mag, max_mag);
      Strength.checkRange(min_mag, max_mag, 0, 180);
    }
  }

  /** A step with these settings. */
  public Rotate(Config config) {
    super(
        new Strength(config.prob(), config.level(), config.min_mag(), config.max_mag()),
        config.options());
  }

  @Override
  double[] map(int height, int width, double magnitude) {
    return Warps.rotation((width - 1) * 0.5, (height - 1) * 0.5, -magnitude, 1);
  }

  @Override
  InstanceMasks move(InstanceMasks masks, double magnitude, GeometricOptions options) {
    return masks.rotate(
        Turn.aroundMiddle(magnitude, 1, masks.height(), masks.width()),
        options.interpolation(),
        options.mask_border_value());
  }
}
