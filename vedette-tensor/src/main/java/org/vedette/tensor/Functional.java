package org.vedette.tensor;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.vedette.tensor.plan.PlanOp;
import org.vedette.tensor.plan.PlanTrace;

/**
 * What layers are made of: convolutions, norms, pools, resizing, as functions of their weights.
 * Shapes follow PyTorch's {@code torch.nn.functional}; a parameter that may be absent is null.
 */
public final class Functional {
  private Functional() {}

  /** min(max(x / 6 + 1/2, 0), 1): a sigmoid of straight lines. */
  public static Tensor hardsigmoid(Tensor x) {
    return PlanTrace.apply(PlanOp.Activation.HARD_SIGMOID, List.of(x), () -> torch.hardsigmoid(x));
  }

  /** log(sigmoid(x)), without overflow. */
  public static Tensor logSigmoid(Tensor x) {
    return torch.log_sigmoid(x);
  }

  /** log(1 + exp(x)), without overflow. */
  public static Tensor softplus(Tensor x) {
    return torch.softplus(x);
  }

  /** Two-dimensional convolution; the bias may be null. */
  public static Tensor conv2d(
      Tensor x,
      Tensor weight,
      Tensor bias,
      long[] stride,
      long[] padding,
      long[] dilation,
      long groups) {
    return torch.conv2d(x, weight, optional(bias), stride, padding, dilation, groups);
  }

  /** Two-dimensional transposed convolution; the bias may be null. */
  public static Tensor convTranspose2d(
      Tensor x, Tensor weight, Tensor bias, long stride, long padding, long outputPadding) {
    return torch.conv_transpose2d(
        x, weight, optional(bias), pair(stride), pair(padding), pair(outputPadding), 1, pair(1));
  }

  /** (N, C * s * s, H, W) to (N, C, H * s, W * s). */
  public static Tensor pixelShuffle(Tensor x, long scale) {
    return torch.pixel_shuffle(x, scale);
  }

  /** Fully connected: x * weight^T + bias; the bias may be null. */
  public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    return torch.linear(x, weight, optional(bias));
  }

  /** Batch normalisation; running statistics are updated in place when {@code training}. */
  public static Tensor batchNorm(
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor mean,
      Tensor variance,
      boolean training,
      double momentum,
      double eps) {
    return torch.batch_norm(
        x,
        optional(weight),
        optional(bias),
        optional(mean),
        optional(variance),
        training,
        momentum,
        eps,
        false);
  }

  /** Group normalisation; weight and bias may be null. */
  public static Tensor groupNorm(Tensor x, long groups, Tensor weight, Tensor bias, double eps) {
    return torch.group_norm(x, groups, optional(weight), optional(bias), eps, false);
  }

  /** Layer normalisation over the last dimensions; weight and bias may be null. */
  public static Tensor layerNorm(Tensor x, long[] shape, Tensor weight, Tensor bias, double eps) {
    return torch.layer_norm(x, shape, optional(weight), optional(bias), eps, false);
  }

  /** Instance normalisation; the parameters and statistics may be null. */
  public static Tensor instanceNorm(
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor mean,
      Tensor variance,
      boolean useInputStatistics,
      double momentum,
      double eps) {
    return torch.instance_norm(
        x,
        optional(weight),
        optional(bias),
        optional(mean),
        optional(variance),
        useInputStatistics,
        momentum,
        eps,
        false);
  }

  /** Maximum over windows. */
  public static Tensor maxPool2d(
      Tensor x, long kernel, long stride, long padding, boolean ceilMode) {
    Supplier<Tensor> pool =
        () -> torch.max_pool2d(x, pair(kernel), pair(stride), pair(padding), pair(1), ceilMode);
    // oneDNN rounds sizes down.
    return ceilMode
        ? pool.get()
        : PlanTrace.apply(new PlanOp.MaxPool(kernel, stride, padding), List.of(x), pool);
  }

  /** Mean over windows. */
  public static Tensor avgPool2d(
      Tensor x, long kernel, long stride, long padding, boolean ceilMode, boolean countPad) {
    return torch.avg_pool2d(
        x, pair(kernel), pair(stride), pair(padding), ceilMode, countPad, new LongOptional());
  }

  /** Mean over the whole map: (N, C, 1, 1). */
  public static Tensor globalAvgPool(Tensor x) {
    return PlanTrace.apply(new PlanOp.Mean(), List.of(x), () -> torch.adaptive_avg_pool2d(x, 1, 1));
  }

  /** Maxima over as many windows as the output has cells: (N, C, height, width). */
  public static Tensor adaptiveMaxPool2d(Tensor x, long height, long width) {
    return torch.adaptive_max_pool2d(x, height, width).get0();
  }

  /** Nearest-neighbour resizing of (N, C, H, W) to a size. */
  public static Tensor upsampleNearest(Tensor x, long height, long width) {
    return PlanTrace.apply(
        new PlanOp.Nearest(height, width),
        List.of(x),
        () -> torch.upsample_nearest2d(x, height, width));
  }

  /** Bilinear resizing of (N, C, H, W) to a size. */
  public static Tensor upsampleBilinear(Tensor x, long height, long width, boolean alignCorners) {
    return torch.upsample_bilinear2d(
        x, new long[] {height, width}, alignCorners, new DoubleOptional(), new DoubleOptional());
  }

  /** Pads the last two dimensions with a value: left, right, top, bottom. */
  public static Tensor pad(Tensor x, long left, long right, long top, long bottom, double value) {
    return torch.constant_pad_nd(x, new long[] {left, right, top, bottom}, new Scalar(value));
  }

  /**
   * Sums weighted rows: bag b is the sum over its entries of {@code weights[i] *
   * table[indices[i]]}. Differentiable in table and weights.
   *
   * @param table (rows, C)
   * @param indices (n) int64
   * @param offsets (B) int64: where each bag begins
   * @param weights (n)
   * @return (B, C)
   */
  public static Tensor embeddingBagSum(
      Tensor table, Tensor indices, Tensor offsets, Tensor weights) {
    return torch
        .embedding_bag(table, indices, offsets, false, 0, false, optional(weights), false)
        .get0();
  }

  /**
   * The largest rows: bag b is, for each column, the largest of {@code table[indices[i]]} over its
   * entries, the first one where several are; zero where it has none. Differentiable in the table.
   *
   * @param table (rows, C)
   * @param indices (n) int64
   * @param offsets (B) int64: where each bag begins
   * @return (B, C)
   */
  public static Tensor embeddingBagMax(Tensor table, Tensor indices, Tensor offsets) {
    return torch
        .embedding_bag(table, indices, offsets, false, 2, false, optional(null), false)
        .get0();
  }

  /** An optional that holds a tensor, or none when it is null. */
  static TensorOptional optional(Tensor tensor) {
    return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
  }

  private static long[] pair(long value) {
    return new long[] {value, value};
  }
}
