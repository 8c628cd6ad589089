package org.vedette.tensor.plan;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.layers.Conv2d;

/** An operation that a plan can run. Maps are (N, C, H, W) of float32. */
public sealed interface PlanOp {
  /**
   * The shape of what it gives.
   *
   * @param inputs shapes of what it takes
   */
  long[] shape(List<long[]> inputs);

  /** Whether it is the same operation on a map of another size. */
  default boolean isLike(PlanOp other) {
    return equals(other);
  }

  /**
   * A convolution and the activation after it.
   *
   * @param shape the sizes
   * @param weight (out, in / groups, kernelH, kernelW)
   * @param bias (out), or null
   * @param activation oneDNN's name: {@code none}, {@code relu} or {@code swish}
   */
  record Convolution(Conv2d.Shape shape, Tensor weight, Tensor bias, String activation)
      implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      long[] in = inputs.get(0);
      long reachH = shape.dilation() * (shape.kernelH() - 1L) + 1;
      long reachW = shape.dilation() * (shape.kernelW() - 1L) + 1;
      long height = steps(in[2], shape.padH(), reachH, shape.strideH());
      long width = steps(in[3], shape.padW(), reachW, shape.strideW());
      return new long[] {in[0], shape.out(), height, width};
    }
  }

  /** Joins maps along the channels. */
  record Concat() implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      long[] joined = inputs.get(0).clone();
      joined[1] = inputs.stream().mapToLong(shape -> shape[1]).sum();
      return joined;
    }
  }

  /**
   * The maximum over square windows, padded alike on all sides; sizes are rounded down.
   *
   * @param kernel side of a window, in cells
   * @param stride from window to window
   * @param padding cells on each side that are never the largest
   */
  record MaxPool(long kernel, long stride, long padding) implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      long[] in = inputs.get(0);
      long height = steps(in[2], padding, kernel, stride);
      return new long[] {in[0], in[1], height, steps(in[3], padding, kernel, stride)};
    }
  }

  /** Enlarges to (height, width) by the nearest cell; plans are made for whole factors only. */
  record Nearest(long height, long width) implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      return new long[] {inputs.get(0)[0], inputs.get(0)[1], height, width};
    }

    @Override
    public boolean isLike(PlanOp other) {
      return other instanceof Nearest;
    }
  }

  /** A function of each number. */
  enum Activation implements PlanOp {
    /** max(x, 0). */
    RELU,
    /** min(max(x / 6 + 1/2, 0), 1). */
    HARD_SIGMOID,
    /** e to the x. */
    EXP;

    @Override
    public long[] shape(List<long[]> inputs) {
      return inputs.get(0);
    }
  }

  /** Each number times a factor. */
  record Times(double factor) implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      return inputs.get(0);
    }
  }

  /** The mean of each channel, (N, C, 1, 1). */
  record Mean() implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      return new long[] {inputs.get(0)[0], inputs.get(0)[1], 1, 1};
    }
  }

  /** A map times a factor for each of its channels, (N, C, 1, 1). */
  record Scale() implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      return inputs.get(0);
    }
  }

  /**
   * The sum of two maps of one shape.
   *
   * @param rectified whether negative sums become 0
   */
  record Sum(boolean rectified) implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      return inputs.get(0);
    }
  }

  /**
   * The four maps of every second row and column, joined along the channels: (even, even), (odd,
   * even), (even, odd), (odd, odd), each (row, column). In a plan only convolutions read them.
   */
  record Quarters() implements PlanOp {
    @Override
    public long[] shape(List<long[]> inputs) {
      long[] in = inputs.get(0);
      return new long[] {in[0], 4 * in[1], in[2] / 2, in[3] / 2};
    }
  }

  /** How many windows fit into a padded side. */
  private static long steps(long side, long padding, long window, long stride) {
    return (side + 2 * padding - window) / stride + 1;
  }
}
