package org.vedette.core.roi;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * RoIPool (Fast R-CNN, Girshick 2015): regions are divided into bins of whole cells, and each bin
 * is its largest cell; zero for a bin outside the map and for a region without extent.
 */
@Component("RoIPool")
public final class RoiPool implements RoiLayer {
  /**
   * Settings.
   *
   * @param output_size rows and columns of the output; one number for both
   * @param spatial_scale cells per pixel, where the caller gives none
   */
  public record Config(OneOrMany<Integer> output_size, @Default("1.0") double spatial_scale) {
    /** Checks the output's size. */
    public Config {
      RoiAlign.requirePositive(output_size);
    }
  }

  private final Config config;

  /** A layer with the given settings. */
  public RoiPool(Config config) {
    this.config = config;
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
            .cut((level, chosen) -> cut(levels.get(level), (float) scales[level], rois, chosen));
    if (all == null) {
      return Tensors.zerosLike(levels.get(0), 0, levels.get(0).size(1), height(), width());
    }
    return all.view(levelOf.length, height(), width(), -1).permute(0, 3, 1, 2);
  }

  private Tensor cut(Tensor map, float scale, float[] rois, int[] chosen) {
    Bins bins = new Bins((int) map.size(2), (int) map.size(3), chosen.length * height() * width());
    for (int region : chosen) {
      bins.add(rois, region * 5, scale);
    }
    Tensor table = map.permute(0, 2, 3, 1).contiguous().view(-1, map.size(1));
    long[] cells = Arrays.copyOf(bins.cells, bins.count);
    Tensor largest =
        Functional.embeddingBagMax(
            table,
            Ops.toDeviceOf(Tensors.of(cells, cells.length), table),
            Ops.toDeviceOf(Tensors.of(bins.offsets, bins.offsets.length), table));
    return largest.view(chosen.length, -1);
  }

  /** The cells of all bins, as rows of the table of cells. */
  private final class Bins {
    private final int mapHeight;
    private final int mapWidth;
    private final long[] offsets;
    private long[] cells = new long[1024];
    private int bags;
    private int count;

    Bins(int mapHeight, int mapWidth, int bins) {
      this.mapHeight = mapHeight;
      this.mapWidth = mapWidth;
      offsets = new long[bins];
    }

    /** Adds the bins of the region that stands at {@code at}, in float32 as mmcv's kernel. */
    void add(float[] rois, int at, float scale) {
      float left = rois[at + 1] * scale;
      float top = rois[at + 2] * scale;
      float regionWidth = (rois[at + 3] + 1) * scale - left;
      float regionHeight = (rois[at + 4] + 1) * scale - top;
      boolean empty = !(regionWidth > 0 && regionHeight > 0);
      float binWidth = regionWidth / width();
      float binHeight = regionHeight / height();
      int image = (int) rois[at];
      for (int y = 0; y < height(); y++) {
        int fromRow = held(Math.floor(y * binHeight + top), mapHeight);
        int toRow = empty ? fromRow : held(Math.ceil((y + 1) * binHeight + top), mapHeight);
        for (int x = 0; x < width(); x++) {
          int from = held(Math.floor(x * binWidth + left), mapWidth);
          int to = held(Math.ceil((x + 1) * binWidth + left), mapWidth);
          offsets[bags++] = count;
          for (int row = fromRow; row < toRow; row++) {
            addRow((long) image * mapHeight + row, from, to);
          }
        }
      }
    }

    private static int held(double cell, int size) {
      return (int) Math.min(Math.max(cell, 0), size);
    }

    private void addRow(long row, int from, int to) {
      if (from >= to) {
        return;
      }
      int needed = Math.addExact(count, to - from);
      if (needed > cells.length) {
        int size = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * cells.length));
        cells = Arrays.copyOf(cells, size);
      }
      for (int column = from; column < to; column++) {
        cells[count++] = row * mapWidth + column;
      }
    }
  }
}
