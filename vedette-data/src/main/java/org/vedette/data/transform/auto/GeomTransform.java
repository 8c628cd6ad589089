package org.vedette.data.transform.auto;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.mask.InstanceMasks;

/**
 * Moves nothing; boxes are cut to the image, as all geometric steps do. Upstream: mmdet's {@code
 * GeomTransform}, their base.
 */
@Component("GeomTransform")
public final class GeomTransform extends GeometricChange {
  /**
   * Settings.
   *
   * @param prob the chance
   * @param level the strength from 0 to 10; None for a random one
   * @param min_mag the magnitude, which means nothing, at level 0
   * @param max_mag the magnitude, which means nothing, at level 10
   * @param options the direction, borders and interpolation
   */
  public record Config(
      @Default("1.0") double prob,
      @Default("None") Integer level,
      @Default("0.0") double min_mag,
      @Default("1.0") double max_mag,
      @Flat GeometricOptions options) {
    /** Checks the numbers. */
    public Config {
      Strength.check(prob, level, min_mag, max_mag);
    }
  }

  /** A step with these settings. */
  public GeomTransform(Config config) {
    super(
        new Strength(config.prob(), config.level(), config.min_mag(), config.max_mag()),
        config.options());
  }

  @Override
  double[] map(int height, int width, double magnitude) {
    return new double[] {1, 0, 0, 0, 1, 0};
  }

  @Override
  InstanceMasks move(InstanceMasks masks, double magnitude, GeometricOptions options) {
    return masks;
  }
}
