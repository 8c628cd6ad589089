package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** Uniformly distributed weights. */
@Component("Uniform")
public final class UniformInit extends WeightInitializer {
  /**
   * Settings.
   *
   * @param a the lowest value
   * @param b the highest value
   */
  public record Config(
      @Default("0.0") double a, @Default("1.0") double b, @Flat InitTarget target) {}

  private final Config config;

  /** An initializer with the given settings. */
  public UniformInit(Config config) {
    super(config.target());
    this.config = config;
  }

  @Override
  void fill(Param weight) {
    Init.uniform(weight, config.a(), config.b());
  }
}
