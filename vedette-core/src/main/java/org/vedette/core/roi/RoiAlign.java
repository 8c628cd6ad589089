package org.vedette.core.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * RoIAlign (Mask R-CNN, He et al. 2017): regions are divided into bins, and each bin is the mean or
 * the largest of points between cells.
 *
 * <p>A bin's mean is a weighted sum of cells, so all bins of all regions are one embedding bag over
 * the map seen as a table of cells: the same code for every device, with gradients, and faster than
 * a kernel that goes through the channels one by one. Maps that lie channels-last in memory are
 * such tables already.
 */
@Component("RoIAlign")
public final class RoiAlign implements RoiLayer {
  /** What a bin is made of. */
  public enum PoolMode {
    /** The mean of its points. */
    AVG,
    /** The largest of its points. */
    MAX
  }

  /**
   * Settings.
   *
   * @param output_size rows and columns of the output; one number for both
   * @param spatial_scale cells per pixel, where the caller gives none
   * @param sampling_ratio points of each bin along each axis; 0 or less for one per cell it covers
   * @param pool_mode what a bin is made of
   * @param aligned whether a pixel's centre, not its corner, is at whole numbers
   * @param use_torchvision which kernel upstream takes; the numbers are the same
   */
  public record Config(
      OneOrMany<Integer> output_size,
      @Default("1.0") double spatial_scale,
      @Default("0") int sampling_ratio,
      @Default("'avg'") PoolMode pool_mode,
      @Default("True") boolean aligned,
      @Default("False") boolean use_torchvision) {
    /** Checks the output's size. */
    public Config {
      requirePositive(output_size);
    }
  }

  static void requirePositive(OneOrMany<Integer> outputSize) {
    for (int size : outputSize.repeated(2)) {
      if (size < 1) {
        throw new IllegalArgumentException("output_size must be positive, got " + size);
      }
    }
  }

  private final Config config;

  /** A layer with the given settings. */
  public RoiAlign(Config config) {
    this.config = config;
  }

  Config config() {
    return config;
  }

  @Override
  public int height() {
    return config.output_size().repeated(2).get(0);
  }

  @Override
  public int width() {
    return config.output_size().repeated(2).get(1);
  }

  /** The regions (R, 5) of one map (N, C, H, W), with the configured scale. */
  public Tensor forward(Tensor map, Tensor rois) {
    float[] regions = Tensors.toFloats(rois);
    double[] scale = {config.spatial_scale()};
    return forward(List.of(map), scale, regions, new int[regions.length / 5]);
  }

  @Override
  public Tensor forward(List<Tensor> levels, double[] scales, float[] rois, int[] levelOf) {
    Tensor all =
        new RegionsByLevel(levelOf, levels.size())
            .cut((level, chosen) -> cut(levels.get(level), scales[level], rois, chosen));
    if (all == null) {
      return Tensors.zerosLike(levels.get(0), 0, levels.get(0).size(1), height(), width());
    }
    return all.view(levelOf.length, height(), width(), -1).permute(0, 3, 1, 2);
  }

  /** Regions of one map, (k, height * width * C). */
  private Tensor cut(Tensor map, double scale, float[] rois, int[] chosen) {
    long channels = map.size(1);
    // One image in NCHW order could be viewed as a table too, but with the channels far apart.
    Tensor table = map.permute(0, 2, 3, 1).contiguous().view(-1, channels);
    RegionPlacer placer = new RegionPlacer(this, scale, map.size(2), map.size(3));
    if (config.pool_mode() == PoolMode.MAX) {
      return largest(table, placer, rois, chosen);
    }
    MeanBags bags = MeanBags.of(rois, chosen, placer, height() * width());
    return bags(table, bags.cells, bags.offsets, bags.weights).view(chosen.length, -1);
  }

  private Tensor largest(Tensor table, RegionPlacer placer, float[] rois, int[] chosen) {
    PointBags points = PointBags.of(rois, chosen, placer, height() * width());
    Tensor values = bags(table, points.cells, points.offsets, points.weights);
    Tensor perBin =
        values.view((long) chosen.length * height() * width(), points.perBin, table.size(1));
    return Ops.max(perBin, 1, false).values().reshape(chosen.length, -1);
  }

  private static Tensor bags(Tensor table, long[] cells, long[] offsets, float[] weights) {
    Tensor weight = Ops.to(Tensors.of(weights, weights.length), DType.of(table));
    return Functional.embeddingBagSum(
        table,
        Ops.toDeviceOf(Tensors.of(cells, cells.length), table),
        Ops.toDeviceOf(Tensors.of(offsets, offsets.length), table),
        weight.to(table.device(), table.scalar_type()));
  }
}
