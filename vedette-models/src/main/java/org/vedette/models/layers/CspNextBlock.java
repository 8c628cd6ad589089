package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.DepthwiseSeparableConvModule;

/**
 * CSPNeXt's residual block (RTMDet, Lyu et al. 2022): a 3x3 convolution, a depthwise separable one
 * of a large kernel, and the input added where the channels agree; (N, in, H, W) to (N, out, H, W).
 * Children: {@code conv1}, {@code conv2}.
 */
public final class CspNextBlock extends TensorLayer {
  /** What the paper settled on: larger kernels gain nothing. */
  private static final int LARGE_KERNEL = 5;

  private final TensorLayer conv1;
  private final TensorLayer conv2;
  private final boolean shortcut;

  /**
   * A block without a bottleneck.
   *
   * @param shortcut whether the input is added to the output when both have the same channels
   * @param depthwise whether the 3x3 convolution is depthwise separable too
   */
  public CspNextBlock(int in, int out, boolean shortcut, boolean depthwise, ConvStyle style) {
    // conv_cfg is for the second convolution only, as upstream has it.
    ConvStyle plain = new ConvStyle(null, style.norm(), style.act());
    Conv2d.Shape small = Conv2d.Shape.of(in, out, 3).padding(1);
    conv1 = child("conv1", ConvModules.of(small, plain, depthwise));
    Conv2d.Shape large = Conv2d.Shape.of(out, out, LARGE_KERNEL).padding(LARGE_KERNEL / 2);
    conv2 = child("conv2", new DepthwiseSeparableConvModule(large, style));
    this.shortcut = shortcut && in == out;
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor output = conv2.forward(conv1.forward(input));
    return shortcut ? Ops.add(output, input) : output;
  }
}
