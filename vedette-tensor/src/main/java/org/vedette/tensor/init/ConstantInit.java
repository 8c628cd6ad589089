package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** One value for all weights. */
@Component("Constant")
public final class ConstantInit extends WeightInitializer {
  /**
   * Settings.
   *
   * @param val the weights' value
   */
  public record Config(double val, @Flat InitTarget target) {}

  private final Config config;

  /** An initializer with the given settings. */
  public ConstantInit(Config config) {
    super(config.target());
    this.config = config;
  }

  /** One value for the weights of layers of upstream types; their biases become zero. */
  public static ConstantInit of(double value, String... layers) {
    return new ConstantInit(new Config(value, InitTarget.of(layers)));
  }

  @Override
  void fill(Param weight) {
    Init.constant(weight, config.val());
  }
}
