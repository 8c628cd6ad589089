package org.vedette.tensor.plan;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.layers.Conv2d;

/** An operation that a plan can run. Maps are (N, C, H, W) of float32. */
public sealed interface PlanOp {
  /**
   * A convolution and the activation after it.
   *
   * @param shape the sizes
   * @param weight (out, in / groups, kernelH, kernelW)
   * @param bias (out), or null
   * @param activation oneDNN's name: {@code none}, {@code relu} or {@code swish}
   */
  record Convolution(Conv2d.Shape shape, Tensor weight, Tensor bias, String activation)
      implements PlanOp {}

  /** Joins maps along the channels. */
  record Concat() implements PlanOp {}

  /**
   * The maximum over square windows, padded alike on all sides; sizes are rounded down.
   *
   * @param kernel side of a window, in cells
   * @param stride from window to window
   * @param padding cells on each side that are never the largest
   */
  record MaxPool(long kernel, long stride, long padding) implements PlanOp {}

  /** Enlarges to (height, width) by the nearest cell; plans are made for whole factors only. */
  record Nearest(long height, long width) implements PlanOp {}

  /** A function of each number. */
  enum Activation implements PlanOp {
    /** max(x, 0). */
    RELU,
    /** min(max(x / 6 + 1/2, 0), 1). */
    HARD_SIGMOID,
    /** e to the x. */
    EXP
  }

  /** Each number times a factor. */
  record Times(double factor) implements PlanOp {}

  /** The mean of each channel, (N, C, 1, 1). */
  record Mean() implements PlanOp {}

  /** A map times a factor for each of its channels, (N, C, 1, 1). */
  record Scale() implements PlanOp {}

  /**
   * The sum of two maps of one shape.
   *
   * @param rectified whether negative sums become 0
   */
  record Sum(boolean rectified) implements PlanOp {}

  /**
   * The four maps of every second row and column, joined along the channels: (even, even), (odd,
   * even), (even, odd), (odd, odd), each (row, column). In a plan only convolutions read them.
   */
  record Quarters() implements PlanOp {}
}
