package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** x * tanh(log(1 + exp(x))) (Misra 2019): PyTorch's Mish. */
@Component("Mish")
public final class Mish extends Activation {
  /**
   * Settings.
   *
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("False") boolean inplace) {}

  private final Config config;

  /** An activation with the given settings. */
  public Mish(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    return config.inplace() ? torch.mish_(input) : torch.mish(input);
  }
}
