package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** min(max(x, 0), 6): PyTorch's ReLU6. */
@Component("ReLU6")
public final class Relu6 extends Activation {
  /**
   * Settings.
   *
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("False") boolean inplace) {}

  private final Config config;

  /** An activation with the given settings. */
  public Relu6(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    return config.inplace() ? torch.relu6_(input) : torch.relu6(input);
  }
}
