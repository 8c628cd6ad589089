package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** x above zero, alpha * (exp(x) - 1) below: PyTorch's ELU. */
@Component("ELU")
public final class Elu extends Activation {
  /**
   * Settings.
   *
   * @param alpha what the exponential is multiplied by
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("1.0") double alpha, @Default("False") boolean inplace) {}

  private final Config config;

  /** An activation with the given settings. */
  public Elu(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    Scalar alpha = new Scalar(config.alpha());
    Scalar one = new Scalar(1.0);
    return config.inplace()
        ? torch.elu_(input, alpha, one, one)
        : torch.elu(input, alpha, one, one);
  }
}
