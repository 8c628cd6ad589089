package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * The points between cells that a deformable convolution sees, as weighted sums of the four cells
 * around each: one embedding bag over the map seen as a table of cells. It has gradients in the
 * map, the offsets and the masks, is the same on every device, and keeps no copy of the four cells.
 */
final class DeformedCells {
  private final Conv2d.Shape shape;
  private final int groups;
  private final int points;

  /** For a convolution whose channels form {@code groups} groups with offsets of their own. */
  DeformedCells(Conv2d.Shape shape, int groups) {
    this.shape = shape;
    this.groups = groups;
    points = shape.kernelH() * shape.kernelW();
  }

  /**
   * What the kernel sees at each cell of the output.
   *
   * @param input (N, C, H, W)
   * @param offset (N, groups * points * 2, H', W'): y and x of each point, in cells
   * @param mask (N, groups * points, H', W'): what each point is multiplied by; null for one
   * @return (N * H' * W', points, C)
   */
  Tensor columns(Tensor input, Tensor offset, Tensor mask) {
    long images = input.size(0);
    long height = offset.size(2);
    long width = offset.size(3);
    Tensor moves =
        Ops.to(offset, DType.FLOAT32)
            .view(images, groups, points, 2, height, width)
            .permute(0, 4, 5, 2, 1, 3);
    Axis rows = new Axis(moves.select(5, 0), rowStarts(height, offset), (int) input.size(2));
    Axis columns = new Axis(moves.select(5, 1), columnStarts(width, offset), (int) input.size(3));
    Tensor inside = rows.inside.logical_and(columns.inside);
    Tensor scale = inside.to(rows.low.scalar_type());
    if (mask != null) {
      Tensor perPoint = mask.view(images, groups, points, height, width).permute(0, 3, 4, 2, 1);
      scale = Ops.to(perPoint, DType.FLOAT32).mul(scale);
    }
    return gather(input, rows, columns, scale).view(-1, points, input.size(1));
  }

  /** The cells that a kernel without offsets sees along one axis, by output cell and point. */
  private Tensor rowStarts(long height, Tensor like) {
    float[] starts = new float[Math.toIntExact(height * points)];
    for (int i = 0; i < starts.length; i++) {
      int point = i % points / shape.kernelW();
      starts[i] = i / points * shape.strideH() - shape.padH() + point * shape.dilation();
    }
    return Ops.toDeviceOf(Tensors.of(starts, 1, height, 1, points, 1), like);
  }

  private Tensor columnStarts(long width, Tensor like) {
    float[] starts = new float[Math.toIntExact(width * points)];
    for (int i = 0; i < starts.length; i++) {
      int point = i % points % shape.kernelW();
      starts[i] = i / points * shape.strideW() - shape.padW() + point * shape.dilation();
    }
    return Ops.toDeviceOf(Tensors.of(starts, 1, 1, width, points, 1), like);
  }

  private Tensor gather(Tensor input, Axis rows, Axis columns, Tensor scale) {
    long images = input.size(0);
    long channels = input.size(1) / groups;
    long height = input.size(2);
    long width = input.size(3);
    Tensor table =
        input
            .view(images, groups, channels, height, width)
            .permute(0, 1, 3, 4, 2)
            .reshape(-1, channels);
    Tensor first =
        Ops.mul(Ops.arange(images * groups, input).view(images, 1, 1, 1, groups), height * width);
    Tensor low = first.add(Ops.mul(rows.first, width));
    Tensor high = first.add(Ops.mul(rows.second, width));
    Tensor lowWeight = rows.low.mul(scale);
    Tensor highWeight = rows.high.mul(scale);
    Tensor cells =
        Ops.stack(
            List.of(
                low.add(columns.first),
                low.add(columns.second),
                high.add(columns.first),
                high.add(columns.second)),
            5);
    Tensor weights =
        Ops.stack(
            List.of(
                lowWeight.mul(columns.low),
                lowWeight.mul(columns.high),
                highWeight.mul(columns.low),
                highWeight.mul(columns.high)),
            5);
    Tensor offsets = Ops.mul(Ops.arange(scale.numel(), input), 4);
    return Functional.embeddingBagSum(
        table, cells.reshape(-1), offsets, Ops.to(weights.reshape(-1), DType.of(table)));
  }

  /** The two cells around each point along one axis. */
  private static final class Axis {
    /** Whether a point is nearer to the map than one cell. */
    final Tensor inside;

    /** The cells, held within the map. */
    final Tensor first;

    final Tensor second;

    /** What the cells are multiplied by; zero for one that is not in the map. */
    final Tensor low;

    final Tensor high;

    Axis(Tensor moves, Tensor starts, int size) {
      Tensor at = moves.add(starts);
      Tensor floor = at.detach().floor();
      Tensor fraction = at.sub(floor);
      inside = Ops.gt(at, -1).logical_and(Ops.lt(at, size));
      low = Ops.rsub(1.0, fraction).mul(Ops.ge(floor, 0).to(at.scalar_type()));
      high = fraction.mul(Ops.lt(floor, size - 1).to(at.scalar_type()));
      Tensor cell = Ops.to(Ops.clamp(floor, -1, size), DType.INT64);
      first = Ops.clamp(cell, 0L, size - 1);
      second = Ops.clamp(Ops.add(cell, 1L), 0L, size - 1);
    }
  }
}
