package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** Normally distributed weights. */
@Component("Normal")
public final class NormalInit extends WeightInitializer {
  /**
   * Settings.
   *
   * @param mean the mean
   * @param std the deviation
   */
  public record Config(
      @Default("0.0") double mean, @Default("1.0") double std, @Flat InitTarget target) {}

  private final Config config;

  /** An initializer with the given settings. */
  public NormalInit(Config config) {
    super(config.target());
    this.config = config;
  }

  @Override
  void fill(Param weight) {
    Init.normal(weight, config.mean(), config.std());
  }
}
