package org.vedette.core.roi;

import java.util.Arrays;

/**
 * The sampling points of a region along one axis, as cells and weights: a point between two cells
 * weighs on both. What bilinear interpolation does in the plane is the product of two axes, so the
 * points of a bin that share cells are merged here: a bin of g points touches at most g + 1 cells
 * where its points lie no more than a cell apart.
 */
final class AxisSamples {
  private final int bins;
  private final boolean merged;

  /** Bin b has the entries from start[b] to start[b + 1]. */
  final int[] start;

  int[] cell = new int[64];
  float[] weight = new float[64];

  /** Points of each bin. */
  int grid;

  /**
   * Room for the points of one region.
   *
   * @param merged whether points that share cells are merged; else each point has two entries
   */
  AxisSamples(int bins, boolean merged) {
    this.bins = bins;
    this.merged = merged;
    start = new int[bins + 1];
  }

  /**
   * Places the points of one region, in float32 as mmcv's kernel.
   *
   * @param low where the region begins, in cells
   * @param size how many cells it is long
   * @param samplingRatio points of each bin; 0 for one per cell that a bin covers, begun ones too
   * @param cells how many cells the map has
   */
  void place(float low, float size, int samplingRatio, int cells) {
    float binSize = size / bins;
    grid = samplingRatio > 0 ? samplingRatio : (int) Math.ceil(binSize);
    int count = 0;
    for (int bin = 0; bin < bins; bin++) {
      start[bin] = count;
      for (int i = 0; i < grid; i++) {
        float at = low + bin * binSize + (i + 0.5f) * binSize / grid;
        count = add(at, cells, start[bin], count);
      }
    }
    start[bins] = count;
  }

  private int add(float at, int cells, int from, int count) {
    if (at < -1 || at > cells) {
      return merged ? count : put(0, 0, from, put(0, 0, from, count));
    }
    float inside = Math.max(at, 0);
    int lower = Math.min((int) inside, cells - 1);
    int upper = Math.min(lower + 1, cells - 1);
    float part = lower == upper ? 0 : inside - lower;
    return put(upper, part, from, put(lower, 1 - part, from, count));
  }

  /** Adds a weight to the entry of a cell; points rise, so it is one of the bin's last two. */
  private int put(int index, float share, int from, int count) {
    for (int i = count - 1; merged && i >= from && i >= count - 2; i--) {
      if (cell[i] == index) {
        weight[i] += share;
        return count;
      }
    }
    if (count == cell.length) {
      cell = Arrays.copyOf(cell, 2 * count);
      weight = Arrays.copyOf(weight, 2 * count);
    }
    cell[count] = index;
    weight[count] = share;
    return count + 1;
  }

  /** How many entries all bins have together. */
  int size() {
    return start[bins];
  }
}
