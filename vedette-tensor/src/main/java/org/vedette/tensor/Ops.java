package org.vedette.tensor;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vedette.base.TensorException;

/**
 * The operations whose native signatures need the binding's optionals and vectors, or whose meaning
 * needs a name. Everything else is a method of {@link Tensor}. Shapes follow PyTorch's functions of
 * the same names.
 */
public final class Ops {
  /** Values and the indices they came from. */
  public record Indexed(Tensor values, Tensor indices) {}

  private Ops() {}

  /** The tensor on a device; itself when it is there already. */
  public static Tensor to(Tensor tensor, Device device) {
    if (tensor.device().str().getString().equals(device.toString())) {
      return tensor;
    }
    return tensor.to(device.torch(), tensor.scalar_type());
  }

  /** The tensor on the device of another. */
  public static Tensor toDeviceOf(Tensor tensor, Tensor like) {
    return tensor.to(like.device(), tensor.scalar_type());
  }

  /** The tensor with another element type; itself when it has it already. */
  public static Tensor to(Tensor tensor, DType type) {
    return DType.of(tensor) == type ? tensor : tensor.to(type.scalarType());
  }

  /** An (N, C, H, W) tensor laid out channels-last in memory. */
  public static Tensor channelsLast(Tensor tensor) {
    return tensor.contiguous(torch.MemoryFormat.ChannelsLast);
  }

  /** Whether a tensor lies channels-last in memory. */
  public static boolean isChannelsLast(Tensor tensor) {
    return tensor.dim() == 4 && tensor.is_contiguous(torch.MemoryFormat.ChannelsLast);
  }

  /**
   * Joins along a dimension.
   *
   * @throws TensorException when the other dimensions differ
   */
  public static Tensor cat(List<Tensor> tensors, int dim) {
    try {
      return torch.cat(vector(tensors), dim);
    } catch (RuntimeException e) {
      String shapes = String.join(", ", tensors.stream().map(Tensors::describe).toList());
      throw new TensorException(
          "cannot join along dimension " + dim + ": " + shapes + Tensors.reason(e), e);
    }
  }

  /** Joins along a new dimension. */
  public static Tensor stack(List<Tensor> tensors, int dim) {
    return torch.stack(vector(tensors), dim);
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }

  /** Chooses from {@code yes} where the condition holds, else from {@code no}; broadcasts. */
  public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
    return torch.where(condition, yes, no);
  }

  /** Chooses from {@code yes} where the condition holds, else a number. */
  public static Tensor where(Tensor condition, Tensor yes, double no) {
    return torch.where(condition, yes, new Scalar(no));
  }

  /** Chooses from {@code yes} where the condition holds, else a whole number. */
  public static Tensor where(Tensor condition, Tensor yes, long no) {
    return torch.where(condition, yes, new Scalar(no));
  }

  /** Elements start (inclusive) to end (exclusive) along a dimension, every {@code step}-th. */
  public static Tensor slice(Tensor tensor, int dim, long start, long end, long step) {
    return tensor.slice(dim, new LongOptional(start), new LongOptional(end), step);
  }

  /** Elements start (inclusive) to end (exclusive) along a dimension. */
  public static Tensor slice(Tensor tensor, int dim, long start, long end) {
    return slice(tensor, dim, start, end, 1);
  }

  /** Adds a number. */
  public static Tensor add(Tensor tensor, double number) {
    return tensor.add(new Scalar(number));
  }

  /** Adds a whole number; integers stay integers. */
  public static Tensor add(Tensor tensor, long number) {
    return tensor.add(new Scalar(number));
  }

  /** Subtracts a number. */
  public static Tensor sub(Tensor tensor, double number) {
    return tensor.sub(new Scalar(number));
  }

  /** Subtracts a whole number; integers stay integers. */
  public static Tensor sub(Tensor tensor, long number) {
    return tensor.sub(new Scalar(number));
  }

  /** Multiplies by a number. */
  public static Tensor mul(Tensor tensor, double number) {
    return tensor.mul(new Scalar(number));
  }

  /** Multiplies by a whole number; integers stay integers. */
  public static Tensor mul(Tensor tensor, long number) {
    return tensor.mul(new Scalar(number));
  }

  /** Divides by a number. */
  public static Tensor div(Tensor tensor, double number) {
    return tensor.div(new Scalar(number));
  }

  /** A number minus each element. */
  public static Tensor rsub(double number, Tensor tensor) {
    return tensor.neg().add(new Scalar(number));
  }

  /** A whole number minus each element; integers stay integers. */
  public static Tensor rsub(long number, Tensor tensor) {
    return tensor.neg().add(new Scalar(number));
  }

  /** Each element to a power. */
  public static Tensor pow(Tensor tensor, double exponent) {
    return tensor.pow(new Scalar(exponent));
  }

  /** Elements below the bound are raised to it. */
  public static Tensor clampMin(Tensor tensor, double low) {
    return tensor.clamp_min(new Scalar(low));
  }

  /** Elements above the bound are lowered to it. */
  public static Tensor clampMax(Tensor tensor, double high) {
    return tensor.clamp_max(new Scalar(high));
  }

  /** Elements are held between two bounds. */
  public static Tensor clamp(Tensor tensor, double low, double high) {
    return tensor.clamp_min(new Scalar(low)).clamp_max(new Scalar(high));
  }

  /** Where each element is greater than a number. */
  public static Tensor gt(Tensor tensor, double number) {
    return tensor.gt(new Scalar(number));
  }

  /** Where each element is at least a number. */
  public static Tensor ge(Tensor tensor, double number) {
    return tensor.ge(new Scalar(number));
  }

  /** Where each element is less than a number. */
  public static Tensor lt(Tensor tensor, double number) {
    return tensor.lt(new Scalar(number));
  }

  /** Where each element equals a number. */
  public static Tensor eq(Tensor tensor, double number) {
    return tensor.eq(new Scalar(number));
  }

  /** The sum of all elements, of no dimension. */
  public static Tensor sum(Tensor tensor) {
    return tensor.sum();
  }

  /** Sums along one dimension. */
  public static Tensor sum(Tensor tensor, int dim, boolean keepDim) {
    return tensor.sum(new long[] {dim}, keepDim, new ScalarTypeOptional());
  }

  /** The mean of all elements. */
  public static Tensor mean(Tensor tensor) {
    return tensor.mean();
  }

  /** Means along dimensions. */
  public static Tensor mean(Tensor tensor, long[] dims, boolean keepDim) {
    return tensor.mean(dims, keepDim, new ScalarTypeOptional());
  }

  /** The largest along a dimension and where it stands. */
  public static Indexed max(Tensor tensor, int dim, boolean keepDim) {
    return indexed(tensor.max(dim, keepDim));
  }

  /** The smallest along a dimension and where it stands. */
  public static Indexed min(Tensor tensor, int dim, boolean keepDim) {
    return indexed(tensor.min(dim, keepDim));
  }

  /** The position of the largest along a dimension. */
  public static Tensor argmax(Tensor tensor, int dim) {
    return tensor.argmax(new LongOptional(dim), false);
  }

  /** The k largest along a dimension, in falling order. */
  public static Indexed topk(Tensor tensor, long k, int dim) {
    return indexed(tensor.topk(k, dim, true, true));
  }

  /** The k smallest along a dimension, in rising order. */
  public static Indexed bottomk(Tensor tensor, long k, int dim) {
    return indexed(tensor.topk(k, dim, false, true));
  }

  /** Sorts along a dimension; equal elements keep their order. */
  public static Indexed sort(Tensor tensor, int dim, boolean descending) {
    return indexed(tensor.sort(new org.bytedeco.pytorch.BoolOptional(true), dim, descending));
  }

  private static Indexed indexed(T_TensorTensor_T pair) {
    return new Indexed(pair.get0(), pair.get1());
  }

  /** The indices where a one-dimensional truth tensor holds, (n). */
  public static Tensor nonzero(Tensor condition) {
    return condition.nonzero().reshape(-1);
  }

  /** Rows of a tensor: {@code tensor[indices]}. */
  public static Tensor rows(Tensor tensor, Tensor indices) {
    return tensor.index_select(0, indices);
  }

  /** 0, 1, ..., n-1 as int64 beside {@code like}. */
  public static Tensor arange(long n, Tensor like) {
    return toDeviceOf(torch.arange(new Scalar(n), Tensors.options(DType.INT64, Device.CPU)), like);
  }

  /** Labels (n) as rows of zeros with a one, (n, classes), int64. */
  public static Tensor oneHot(Tensor labels, long classes) {
    return torch.one_hot(labels, classes);
  }

  /** min(max(x / 6 + 1/2, 0), 1): a sigmoid of straight lines. */
  public static Tensor hardsigmoid(Tensor x) {
    return torch.hardsigmoid(x);
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
    return torch.max_pool2d(x, pair(kernel), pair(stride), pair(padding), pair(1), ceilMode);
  }

  /** Mean over windows. */
  public static Tensor avgPool2d(
      Tensor x, long kernel, long stride, long padding, boolean ceilMode, boolean countPad) {
    return torch.avg_pool2d(
        x, pair(kernel), pair(stride), pair(padding), ceilMode, countPad, new LongOptional());
  }

  /** Mean over the whole map: (N, C, 1, 1). */
  public static Tensor globalAvgPool(Tensor x) {
    return torch.adaptive_avg_pool2d(x, 1, 1);
  }

  /** Nearest-neighbour resizing of (N, C, H, W) to a size. */
  public static Tensor upsampleNearest(Tensor x, long height, long width) {
    return torch.upsample_nearest2d(x, height, width);
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

  /** An optional that holds a tensor, or none when it is null. */
  static TensorOptional optional(Tensor tensor) {
    return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
  }

  private static long[] pair(long value) {
    return new long[] {value, value};
  }

  /** Seeds libtorch's own generator. */
  public static void manualSeed(long seed) {
    NativeLibrary.load();
    torch.manual_seed(seed);
  }
}
