package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** x * min(max(x + 3, 0), 6) / 6 (MobileNetV3, Howard et al. 2019): PyTorch's Hardswish. */
@Component({"HSwish", "Hardswish"})
public final class Hardswish extends Activation {
  /**
   * Settings.
   *
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("False") boolean inplace) {}

  private final Config config;

  /** An activation with the given settings. */
  public Hardswish(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    return config.inplace() ? torch.hardswish_(input) : torch.hardswish(input);
  }
}
