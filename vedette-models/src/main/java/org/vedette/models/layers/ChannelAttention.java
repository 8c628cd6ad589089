package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;

/**
 * Weighs each channel of (N, C, H, W) by a number in [0, 1] that is computed from the means of all
 * channels (RTMDet, Lyu et al. 2022). Child: {@code fc}.
 */
public final class ChannelAttention extends TensorLayer {
  private final Conv2d fc;

  /** A layer for that many channels. */
  public ChannelAttention(int channels) {
    fc = child("fc", new Conv2d(Conv2d.Shape.of(channels, channels, 1), true));
    Init.constant(fc.bias(), 0);
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor means = fc.forward(Functional.globalAvgPool(input));
    return Ops.scaleChannels(input, Functional.hardsigmoid(means));
  }
}
