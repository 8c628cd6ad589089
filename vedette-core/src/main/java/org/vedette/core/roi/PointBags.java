package org.vedette.core.roi;

/**
 * The points of all bins of some regions one by one, as the largest of a bin needs them: a bag of
 * four cells for each point. Bins with fewer points than others repeat their last one.
 */
final class PointBags {
  private static final int CORNERS = 4;

  final int perBin;
  final long[] offsets;
  final long[] cells;
  final float[] weights;
  private int points;

  private PointBags(int bins, int perBin) {
    this.perBin = perBin;
    int total = Math.multiplyExact(bins, perBin);
    offsets = new long[total];
    cells = new long[Math.multiplyExact(total, CORNERS)];
    weights = new float[cells.length];
  }

  /** The points of the regions at the positions {@code chosen} of (R, 5) regions. */
  static PointBags of(float[] rois, int[] chosen, RegionPlacer placer, int binsPerRegion) {
    int most = 1;
    for (int region : chosen) {
      placer.place(rois, region * 5);
      most = Math.max(most, placer.rows.grid * placer.columns.grid);
    }
    PointBags all = new PointBags(chosen.length * binsPerRegion, most);
    for (int region : chosen) {
      placer.place(rois, region * 5);
      all.add(placer, placer.tableStart(rois, region * 5));
    }
    return all;
  }

  private void add(RegionPlacer placer, int tableStart) {
    AxisSamples rows = placer.rows;
    AxisSamples columns = placer.columns;
    for (int y = 0; y + 1 < rows.start.length; y++) {
      for (int x = 0; x + 1 < columns.start.length; x++) {
        int end = points + perBin;
        for (int i = rows.start[y]; i < rows.start[y + 1]; i += 2) {
          for (int j = columns.start[x]; j < columns.start[x + 1]; j += 2) {
            addPoint(placer, i, j, tableStart);
          }
        }
        while (points < end) {
          repeat(end - perBin);
        }
      }
    }
  }

  /** The product of two entries of a row's point and two of a column's. */
  private void addPoint(RegionPlacer placer, int row, int column, int tableStart) {
    int at = points * CORNERS;
    offsets[points++] = at;
    for (int i = row; i < row + 2; i++) {
      for (int j = column; j < column + 2; j++) {
        cells[at] =
            tableStart + (long) placer.rows.cell[i] * placer.mapWidth() + placer.columns.cell[j];
        weights[at++] = placer.rows.weight[i] * placer.columns.weight[j];
      }
    }
  }

  /** Adds the last point of a bin once more; a bin without points gets zeros. */
  private void repeat(int binStart) {
    int at = points * CORNERS;
    if (points > binStart) {
      System.arraycopy(cells, at - CORNERS, cells, at, CORNERS);
      System.arraycopy(weights, at - CORNERS, weights, at, CORNERS);
    }
    offsets[points++] = at;
  }
}
