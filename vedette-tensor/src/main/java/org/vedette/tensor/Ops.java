package org.vedette.tensor;

import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vedette.base.TensorException;
import org.vedette.tensor.plan.PlanOp;
import org.vedette.tensor.plan.PlanTrace;

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
   * The four maps of every second row and column, (N, C, H, W) with H and W even to (N, 4C, H/2,
   * W/2): (even, even), (odd, even), (even, odd), (odd, odd), each (row, column).
   */
  public static Tensor quarters(Tensor map) {
    return PlanTrace.apply(
        new PlanOp.Quarters(),
        List.of(map),
        () -> {
          long height = map.size(2);
          long width = map.size(3);
          Tensor even = slice(map, 2, 0, height, 2);
          Tensor odd = slice(map, 2, 1, height, 2);
          return cat(
              List.of(
                  slice(even, 3, 0, width, 2),
                  slice(odd, 3, 0, width, 2),
                  slice(even, 3, 1, width, 2),
                  slice(odd, 3, 1, width, 2)),
              1);
        });
  }

  /** The sum of two tensors of one shape. */
  public static Tensor add(Tensor first, Tensor second) {
    return PlanTrace.apply(new PlanOp.Sum(false), List.of(first, second), () -> first.add(second));
  }

  /** max(t, 0). */
  public static Tensor relu(Tensor tensor) {
    return PlanTrace.apply(PlanOp.Activation.RELU, List.of(tensor), tensor::relu);
  }

  /** Multiplies each channel of a map, (N, C, H, W), by its factor, (N, C, 1, 1). */
  public static Tensor scaleChannels(Tensor map, Tensor factors) {
    return PlanTrace.apply(new PlanOp.Scale(), List.of(map, factors), () -> map.mul(factors));
  }

  /** max(a + b, 0) of two tensors of one shape. */
  public static Tensor addRectified(Tensor first, Tensor second) {
    return PlanTrace.apply(
        new PlanOp.Sum(true),
        List.of(first, second),
        () -> {
          Tensor sum = first.add(second);
          sum.relu_();
          return sum;
        });
  }

  /**
   * Joins along a dimension.
   *
   * @throws TensorException when the other dimensions differ
   */
  public static Tensor cat(List<Tensor> tensors, int dim) {
    try {
      return dim == 1
          ? PlanTrace.apply(new PlanOp.Concat(), tensors, () -> torch.cat(vector(tensors), dim))
          : torch.cat(vector(tensors), dim);
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

  /** Zeros of the same shape, type, device and layout in memory. */
  public static Tensor zerosLike(Tensor tensor) {
    return torch.zeros_like(tensor);
  }

  /** The p-norm of all elements, of no dimension; of infinity the largest magnitude. */
  public static Tensor norm(Tensor tensor, double p) {
    return Double.isInfinite(p) ? tensor.abs().max() : tensor.norm(new Scalar(p));
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

  /** Adds a multiple of another tensor. */
  public static Tensor add(Tensor tensor, Tensor other, double factor) {
    return tensor.add(other, new Scalar(factor));
  }

  /** Adds a multiple of a product. */
  public static Tensor addProduct(Tensor tensor, Tensor a, Tensor b, double factor) {
    return tensor.addcmul(a, b, new Scalar(factor));
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
    return PlanTrace.apply(
        new PlanOp.Times(number), List.of(tensor), () -> tensor.mul(new Scalar(number)));
  }

  /** e to the power of each number. */
  public static Tensor exp(Tensor tensor) {
    return PlanTrace.apply(PlanOp.Activation.EXP, List.of(tensor), tensor::exp);
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

  /** Whole numbers are held between two bounds. */
  public static Tensor clamp(Tensor tensor, long low, long high) {
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

  /** Sums along one dimension. */
  public static Tensor sum(Tensor tensor, int dim, boolean keepDim) {
    return tensor.sum(new long[] {dim}, keepDim, new ScalarTypeOptional());
  }

  /** Means along dimensions. */
  public static Tensor mean(Tensor tensor, long[] dims, boolean keepDim) {
    return tensor.mean(dims, keepDim, new ScalarTypeOptional());
  }

  /** The deviations along one dimension, of which n - 1 values are free. */
  public static Tensor std(Tensor tensor, int dim) {
    return tensor.std(new long[] {dim}, true, false);
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
    return indexed(tensor.sort(new BoolOptional(true), dim, descending));
  }

  private static Indexed indexed(T_TensorTensor_T pair) {
    return new Indexed(pair.get0(), pair.get1());
  }

  /** The indices where a one-dimensional truth tensor holds, (n). */
  public static Tensor nonzero(Tensor condition) {
    return condition.nonzero().reshape(-1);
  }

  /**
   * Which bin each element lies in, int64: bin i goes from {@code edges[i]}, included, to {@code
   * edges[i + 1]}, excluded; -1 below all, the last edge's position above all.
   */
  public static Tensor bucket(Tensor tensor, Tensor edges) {
    return torch.bucketize(tensor, edges, false, true).sub(new Scalar(1));
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

  /** Seeds libtorch's own generator. */
  public static void manualSeed(long seed) {
    NativeLibrary.load();
    torch.manual_seed(seed);
  }

  /** Positions as an int64 tensor beside another. */
  public static Tensor indices(int[] values, Tensor like) {
    return toDeviceOf(Tensors.ofIndices(values, values.length), like);
  }
}
