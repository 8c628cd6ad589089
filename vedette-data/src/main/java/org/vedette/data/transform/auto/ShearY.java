package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.mask.Axis;
import org.vedette.data.mask.InstanceMasks;

/** Shears the image vertically. Upstream: mmdet's {@code ShearY}. */
@Component("ShearY")
public final class ShearY extends GeometricChange {
  /**
   * Settings.
   *
   * @param prob the chance
   * @param level the strength from 0 to 10; None for a random one
   * @param min_mag degrees of the shear at level 0
   * @param max_mag degrees of the shear at level 10
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
      Strength.checkRange(min_mag, max_mag, 0, 90);
    }
  }

  /** A step with these settings. */
  public ShearY(Config config) {
    super(
        new Strength(config.prob(), config.level(), config.min_mag(), config.max_mag()),
        config.options());
  }

  @Override
  double magnitude(double drawn) {
    return Math.tan(drawn * Math.PI / 180);
  }

  @Override
  double[] map(int height, int width, double magnitude) {
    return new double[] {1, 0, 0, (float) magnitude, 1, 0};
  }

  @Override
  InstanceMasks move(InstanceMasks masks, double magnitude, GeometricOptions options) {
    return masks.shear(
        magnitude, Axis.VERTICAL, options.interpolation(), options.mask_border_value());
  }
}
