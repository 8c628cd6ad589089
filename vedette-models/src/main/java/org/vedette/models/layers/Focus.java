package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;

/**
 * Moves each 2x2 block of pixels into the channels and convolves: (N, C, H, W), H and W even, to
 * (N, out, H/2, W/2). Child: {@code conv}.
 */
public final class Focus extends TensorLayer {
  private final ConvModule conv;

  /** A layer whose convolution keeps the halved size; the kernel is odd. */
  public Focus(int in, int out, int kernel, ConvStyle style) {
    Conv2d.Shape shape = Conv2d.Shape.of(4 * in, out, kernel).padding((kernel - 1) / 2);
    conv = child("conv", new ConvModule(shape, style));
  }

  @Override
  public Tensor forward(Tensor input) {
    return TensorScope.only(() -> conv.forward(Ops.quarters(input)));
  }
}
