package org.vedette.tensor.plan;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.layers.Conv2d;

/** An operation that a plan can run. Maps are (1, C, H, W). */
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

  /** The maximum over square windows, padded alike on all sides. */
  record MaxPool(long kernel, long stride, long padding) implements PlanOp {}

  /** Enlarges to (H', W') by the nearest cell. */
  record Nearest(long height, long width) implements PlanOp {}

  /** The sum of two maps of one shape. */
  record Sum() implements PlanOp {}

  /**
   * The four maps of every second row and column, joined along the channels: (even, even), (odd,
   * even), (even, odd), (odd, odd), each (row, column).
   */
  record Quarters() implements PlanOp {}
}
