package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** Normalises groups of channels of each (C, ...) by themselves (Wu and He 2018). */
public final class GroupNorm extends TensorLayer {
  private final GroupNorms.Config config;
  private final int channels;
  private final Param weight;
  private final Param bias;

  /** A layer whose weight is one and whose bias is zero. */
  public GroupNorm(int channels, GroupNorms.Config config) {
    if (channels % config.num_groups() != 0) {
      throw new VedetteException(
          "GN: " + channels + " channels do not form " + config.num_groups() + " groups");
    }
    this.channels = channels;
    this.config = config;
    weight = config.affine() ? param("weight", Tensors.filled(DType.FLOAT32, 1, channels)) : null;
    bias = config.affine() ? param("bias", Tensors.filled(DType.FLOAT32, 0, channels)) : null;
    if (config.affine()) {
      weight.setTrainable(config.requires_grad());
      bias.setTrainable(config.requires_grad());
    }
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      return Functional.groupNorm(
          input,
          config.num_groups(),
          weight == null ? null : weight.get(),
          bias == null ? null : bias.get(),
          config.eps());
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  @Override
  public String toString() {
    return "GroupNorm(" + config.num_groups() + ", " + channels + ", eps=" + config.eps() + ")";
  }
}
