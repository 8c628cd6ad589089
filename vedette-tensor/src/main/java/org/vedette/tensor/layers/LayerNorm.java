package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/**
 * Normalises the channels of each position by themselves (Ba et al. 2016): the last dimension of
 * (..., C), or dimension 1 of (N, C, H, W).
 */
public final class LayerNorm extends TensorLayer {
  private final LayerNorms.Config config;
  private final int channels;
  private final boolean channelsFirst;
  private final Param weight;
  private final Param bias;

  /** A layer whose weight is one and whose bias is zero. */
  public LayerNorm(int channels, LayerNorms.Config config, boolean channelsFirst) {
    this.channels = channels;
    this.config = config;
    this.channelsFirst = channelsFirst;
    boolean affine = config.elementwise_affine();
    weight = affine ? param("weight", Tensors.filled(DType.FLOAT32, 1, channels)) : null;
    bias = affine ? param("bias", Tensors.filled(DType.FLOAT32, 0, channels)) : null;
    if (affine) {
      weight.setTrainable(config.requires_grad());
      bias.setTrainable(config.requires_grad());
    }
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      return channelsFirst
          ? normalised(input.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
          : normalised(input);
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  private Tensor normalised(Tensor input) {
    return Functional.layerNorm(
        input,
        new long[] {channels},
        weight == null ? null : weight.get(),
        bias == null ? null : bias.get(),
        config.eps());
  }

  @Override
  public String toString() {
    return "LayerNorm(" + channels + ", eps=" + config.eps() + ")";
  }
}
