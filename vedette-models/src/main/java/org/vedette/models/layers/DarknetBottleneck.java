package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;

/**
 * Darknet's residual block: a 1x1 convolution to the hidden channels, a 3x3 back, and the input
 * added where the channels agree. Children: {@code conv1}, {@code conv2}.
 */
public final class DarknetBottleneck extends TensorLayer {
  private final TensorLayer conv1;
  private final TensorLayer conv2;
  private final boolean shortcut;

  /**
   * A block.
   *
   * @param expansion hidden channels per output channel
   * @param shortcut whether the input is added to the output when both have the same channels
   * @param depthwise whether the 3x3 convolution is depthwise separable
   */
  public DarknetBottleneck(
      int in, int out, double expansion, boolean shortcut, boolean depthwise, ConvStyle style) {
    int hidden = (int) (out * expansion);
    conv1 = child("conv1", new ConvModule(Conv2d.Shape.of(in, hidden, 1), style));
    Conv2d.Shape spatial = Conv2d.Shape.of(hidden, out, 3).padding(1);
    conv2 = child("conv2", ConvModules.of(spatial, style, depthwise));
    this.shortcut = shortcut && in == out;
  }

  @Override
  public Tensor forward(Tensor input) {
    return TensorScope.only(
        () -> {
          Tensor output = conv2.forward(conv1.forward(input));
          return shortcut ? Ops.add(output, input) : output;
        });
  }
}
