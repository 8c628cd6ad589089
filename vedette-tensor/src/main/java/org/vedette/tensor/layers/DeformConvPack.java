package org.vedette.tensor.layers;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/**
 * A deformable convolution with the plain one that gives its offsets, and, where it is modulated,
 * its masks: (N, in, H, W) to (N, out, H', W'). It starts with offsets of zero. Parameters {@code
 * weight} and, where wanted, {@code bias}; child {@code conv_offset}.
 */
final class DeformConvPack extends TensorLayer {
  private final Conv2d.Shape shape;
  private final boolean modulated;
  private final DeformConv conv;
  private final Param weight;
  private final Param bias;
  private final Conv2d offsets;

  DeformConvPack(Conv2d.Shape shape, int groups, boolean modulated, boolean withBias) {
    this.shape = shape;
    this.modulated = modulated;
    conv = new DeformConv(shape, groups);
    weight = param("weight", Tensors.parameter(conv.weightShape()));
    bias = withBias ? param("bias", Tensors.parameter(shape.out())) : null;
    int numbers = groups * (modulated ? 3 : 2) * shape.kernelH() * shape.kernelW();
    Conv2d.Shape like =
        new Conv2d.Shape(
            shape.in(),
            numbers,
            shape.kernelH(),
            shape.kernelW(),
            shape.strideH(),
            shape.strideW(),
            shape.padH(),
            shape.padW(),
            shape.dilation(),
            1);
    offsets = child("conv_offset", new Conv2d(like, true));
    drawWeights();
  }

  private void drawWeights() {
    long cells = (long) shape.kernelH() * shape.kernelW();
    double bound =
        modulated
            ? 1 / Math.sqrt((double) (shape.in() * cells))
            : Math.sqrt(6.0 / Init.fanIn(weight));
    Init.uniform(weight, -bound, bound);
    if (bias != null) {
      Init.constant(bias, 0);
    }
    Init.constant(offsets.weight(), 0);
    Init.constant(offsets.bias(), 0);
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      Tensor numbers = offsets.forward(input);
      if (!modulated) {
        return conv.forward(this, input, numbers, null, weight, bias);
      }
      long moves = numbers.size(1) / 3 * 2;
      Tensor masks = numbers.narrow(1, moves, moves / 2).sigmoid();
      return conv.forward(this, input, numbers.narrow(1, 0, moves), masks, weight, bias);
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  /** Upstream's modulated form draws its weights anew; the plain one leaves them to its parents. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    if (modulated) {
      drawWeights();
    }
  }

  /** Whether parents leave the initial weights alone. */
  boolean drawsItself() {
    return modulated;
  }

  @Override
  public List<String> upstreamTypes() {
    return modulated
        ? List.of("ModulatedDeformConv2dPack", "ModulatedDeformConv2d")
        : List.of("DeformConv2dPack", "DeformConv2d");
  }

  @Override
  public String toString() {
    return upstreamTypes().get(0)
        + "("
        + shape.in()
        + ", "
        + shape.out()
        + ", kernel="
        + Arrays.toString(new int[] {shape.kernelH(), shape.kernelW()})
        + ")";
  }
}
