package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** max(x, slope * x): PyTorch's LeakyReLU. */
@Component("LeakyReLU")
public final class LeakyRelu extends Activation {
  /**
   * Settings.
   *
   * @param negative_slope the slope below zero
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("0.01") double negative_slope, @Default("False") boolean inplace) {}

  private final Config config;

  /** An activation with the given settings. */
  public LeakyRelu(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    Scalar slope = new Scalar(config.negative_slope());
    return config.inplace() ? torch.leaky_relu_(input, slope) : torch.leaky_relu(input, slope);
  }

  /** The slope below zero. */
  public double slope() {
    return config.negative_slope();
  }
}
