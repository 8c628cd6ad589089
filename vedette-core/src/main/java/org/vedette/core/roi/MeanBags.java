package org.vedette.core.roi;

import java.util.Arrays;

/**
 * What the mean of a bin is made of, for all bins of some regions: bag b holds the cells from
 * {@code offsets[b]} on, each with its weight.
 */
final class MeanBags {
  final long[] offsets;
  long[] cells = new long[1024];
  float[] weights = new float[1024];
  private int bags;
  private int count;

  private MeanBags(int bagCount) {
    offsets = new long[bagCount];
  }

  /** The bags of the regions at the positions {@code chosen} of (R, 5) regions. */
  static MeanBags of(float[] rois, int[] chosen, RegionPlacer placer, int binsPerRegion) {
    MeanBags all = new MeanBags(chosen.length * binsPerRegion);
    for (int region : chosen) {
      placer.place(rois, region * 5);
      all.add(placer, placer.tableStart(rois, region * 5));
    }
    all.cells = Arrays.copyOf(all.cells, all.count);
    all.weights = Arrays.copyOf(all.weights, all.count);
    return all;
  }

  private void add(RegionPlacer placer, int tableStart) {
    AxisSamples rows = placer.rows;
    AxisSamples columns = placer.columns;
    reserve(Math.multiplyExact(rows.size(), columns.size()));
    float points = Math.max(rows.grid * columns.grid, 1);
    for (int y = 0; y + 1 < rows.start.length; y++) {
      for (int x = 0; x + 1 < columns.start.length; x++) {
        offsets[bags++] = count;
        for (int i = rows.start[y]; i < rows.start[y + 1]; i++) {
          long line = tableStart + (long) rows.cell[i] * placer.mapWidth();
          float weight = rows.weight[i] / points;
          for (int j = columns.start[x]; j < columns.start[x + 1]; j++) {
            cells[count] = line + columns.cell[j];
            weights[count++] = weight * columns.weight[j];
          }
        }
      }
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(count, more);
    if (needed > cells.length) {
      int size = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * cells.length));
      cells = Arrays.copyOf(cells, size);
      weights = Arrays.copyOf(weights, size);
    }
  }
}
