package org.vedette.tensor.layers;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/**
 * x above zero; below, a slope drawn anew in training and the mean one in inference (Xu et al.
 * 2015): PyTorch's RReLU.
 */
@Component("RReLU")
public final class RRelu extends Activation {
  /**
   * Settings.
   *
   * @param lower the smallest slope
   * @param upper the largest slope
   * @param inplace whether the input's memory may be reused
   */
  public record Config(
      @Default("0.125") double lower,
      @Default("0.3333333333333333") double upper,
      @Default("False") boolean inplace) {}

  private final Config config;

  /** An activation with the given settings. */
  public RRelu(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    Scalar lower = new Scalar(config.lower());
    Scalar upper = new Scalar(config.upper());
    GeneratorOptional generator = new GeneratorOptional();
    return config.inplace()
        ? torch.rrelu_(input, lower, upper, training(), generator)
        : torch.rrelu(input, lower, upper, training(), generator);
  }
}
