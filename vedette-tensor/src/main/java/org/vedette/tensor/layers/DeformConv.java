package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;

/**
 * A convolution whose kernel sees points that are moved by offsets (Dai et al. 2017) and, in its
 * modulated form, multiplied by masks (Zhu et al. 2019), as a function of its weights.
 */
final class DeformConv {
  private final Conv2d.Shape shape;
  private final DeformedCells cells;

  /** For {@code groups} groups of channels with offsets of their own. */
  DeformConv(Conv2d.Shape shape, int groups) {
    if (groups < 1 || shape.in() % groups != 0) {
      throw new IllegalArgumentException(
          "deform_groups: %d channels do not form %d groups".formatted(shape.in(), groups));
    }
    this.shape = shape;
    cells = new DeformedCells(shape, groups);
  }

  /** The shape of the weights. */
  long[] weightShape() {
    return new long[] {shape.out(), shape.in() / shape.groups(), shape.kernelH(), shape.kernelW()};
  }

  /**
   * Convolves (N, in, H, W) to (N, out, H', W').
   *
   * @param owner whose weights they are
   * @param offset (N, groups * kernel cells * 2, H', W'): y and x of each point, in cells
   * @param mask (N, groups * kernel cells, H', W'), or null for none
   * @param bias (out), or null for none
   */
  Tensor forward(Layer owner, Tensor input, Tensor offset, Tensor mask, Param weight, Param bias) {
    Tensor columns = cells.columns(input, offset, mask);
    Tensor output =
        shape.groups() == 1
            ? multiplied(columns, weight.get())
            : multipliedByGroup(columns, weight.get());
    if (bias != null) {
      output = output.add(bias.get());
    }
    FlopCounter.add(owner, output.numel() * Init.fanIn(weight));
    return output
        .view(input.size(0), offset.size(2), offset.size(3), shape.out())
        .permute(0, 3, 1, 2);
  }

  /** (cells, points, in) to (cells, out). */
  private Tensor multiplied(Tensor columns, Tensor weight) {
    Tensor kernel = weight.permute(2, 3, 1, 0).reshape(-1, shape.out());
    return columns.view(columns.size(0), -1).matmul(kernel);
  }

  private Tensor multipliedByGroup(Tensor columns, Tensor weight) {
    int groups = shape.groups();
    long rows = columns.size(0);
    long points = columns.size(1);
    int in = shape.in() / groups;
    int out = shape.out() / groups;
    Tensor byGroup =
        columns.view(rows, points, groups, in).permute(2, 0, 1, 3).reshape(groups, rows, -1);
    Tensor kernel =
        weight.reshape(groups, out, in, points).permute(0, 3, 2, 1).reshape(groups, -1, out);
    return byGroup.bmm(kernel).transpose(0, 1).reshape(rows, shape.out());
  }
}
