package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.DType;
import org.vedette.tensor.Param;
import org.vedette.tensor.Tensors;

/**
 * x above zero, a learned slope below (He et al. 2015): PyTorch's PReLU; parameter {@code weight}.
 */
@Component("PReLU")
public final class PRelu extends Activation {
  /**
   * Settings.
   *
   * @param num_parameters one slope for all, or one per channel
   * @param init the slopes at the start
   */
  public record Config(@Default("1") int num_parameters, @Default("0.25") double init) {}

  private final Param weight;

  /** An activation with the given settings. */
  public PRelu(Config config) {
    weight = param("weight", Tensors.filled(DType.FLOAT32, config.init(), config.num_parameters()));
  }

  @Override
  public Tensor forward(Tensor input) {
    return torch.prelu(input, weight.get());
  }
}
