package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** Normally distributed weights, cut off. */
@Component("TruncNormal")
public final class TruncNormalInit extends WeightInitializer {
  /**
   * Settings.
   *
   * @param mean the mean
   * @param std the deviation
   * @param a the lowest value
   * @param b the highest value
   */
  public record Config(
      @Default("0.0") double mean,
      @Default("1.0") double std,
      @Default("-2.0") double a,
      @Default("2.0") double b,
      @Flat InitTarget target) {}

  private final Config config;

  /** An initializer with the given settings. */
  public TruncNormalInit(Config config) {
    super(config.target());
    this.config = config;
  }

  @Override
  void fill(Param weight) {
    Init.truncatedNormal(weight, config.mean(), config.std(), config.a(), config.b());
  }
}
