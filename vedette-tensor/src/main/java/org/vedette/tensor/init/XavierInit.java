package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** Weights that keep the size of activations and gradients (Glorot and Bengio 2010). */
@Component("Xavier")
public final class XavierInit extends WeightInitializer {
  /**
   * Settings.
   *
   * @param gain what the deviation is multiplied by
   * @param distribution normal or uniform
   */
  public record Config(
      @Default("1.0") double gain,
      @Default("'normal'") Distribution distribution,
      @Flat InitTarget target) {}

  private final Config config;

  /** An initializer with the given settings. */
  public XavierInit(Config config) {
    super(config.target());
    this.config = config;
  }

  @Override
  void fill(Param weight) {
    requireFans("Xavier", weight);
    double std = config.gain() * Math.sqrt(2.0 / (Init.fanIn(weight) + Init.fanOut(weight)));
    config.distribution().fill(weight, std);
  }
}
