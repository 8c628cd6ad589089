package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** x * sigmoid(x): PyTorch's SiLU and mmcv's Swish. */
@Component({"SiLU", "Swish"})
public final class Silu extends Activation {
  /**
   * Settings.
   *
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("False") boolean inplace) {}

  private final boolean inplace;

  /** An activation with the given settings. */
  public Silu(Config config) {
    inplace = config.inplace();
  }

  @Override
  public Tensor forward(Tensor input) {
    return inplace ? torch.silu_(input) : torch.silu(input);
  }

  @Override
  String fusedName() {
    return "swish";
  }
}
