package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Ops;

/** (x + bias) / divisor, held between two bounds: mmcv's HSigmoid. */
@Component("HSigmoid")
public final class HSigmoid extends Activation {
  /**
   * Settings.
   *
   * @param bias added first
   * @param divisor what the sum is divided by
   * @param min_value the lowest value
   * @param max_value the highest value
   */
  public record Config(
      @Default("3.0") double bias,
      @Default("6.0") double divisor,
      @Default("0.0") double min_value,
      @Default("1.0") double max_value) {
    /** Checks the divisor. */
    public Config {
      if (divisor == 0) {
        throw new IllegalArgumentException("divisor must not be 0");
      }
    }
  }

  private final Config config;

  /** An activation with the given settings. */
  public HSigmoid(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor line = Ops.div(Ops.add(input, config.bias()), config.divisor());
    return Ops.clamp(line, config.min_value(), config.max_value());
  }
}
