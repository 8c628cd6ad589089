package com.acme.vedette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Tensors;

/** What each cell of a batch is to learn: the targets of {@link CentreCellHead}. */
final class CentreCells {
  private final float[] grid;
  private final int background;
  private final List<int[]> labels = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();
  private final List<float[]> boxes = new ArrayList<>();

  /**
   * No images yet.
   *
   * @param grid (P*4): x, y, stride x, stride y of each cell
   * @param background the label of cells without an object: the number of classes
   */
  CentreCells(float[] grid, int background) {
    this.grid = grid;
    this.background = background;
  }

  /**
   * Adds an image: (G*4) boxes x1 y1 x2 y2 and (G) labels. Of two objects in a cell the last
   * counts.
   */
  void add(float[] truths, int[] classes) {
    int cells = grid.length / 4;
    int[] own = new int[cells];
    Arrays.fill(own, background);
    for (int cell = 0; cell < cells; cell++) {
      for (int truth = classes.length - 1; truth >= 0 && own[cell] == background; truth--) {
        if (covers(cell, truths, truth)) {
          own[cell] = classes[truth];
          rows.add(labels.size() * cells + cell);
          boxes.add(Arrays.copyOfRange(truths, 4 * truth, 4 * truth + 4));
        }
      }
    }
    labels.add(own);
  }

  private boolean covers(int cell, float[] truths, int truth) {
    float fromLeft = (truths[4 * truth] + truths[4 * truth + 2]) / 2 - grid[4 * cell];
    float fromTop = (truths[4 * truth + 1] + truths[4 * truth + 3]) / 2 - grid[4 * cell + 1];
    return fromLeft >= 0
        && fromLeft < grid[4 * cell + 2]
        && fromTop >= 0
        && fromTop < grid[4 * cell + 3];
  }

  /** How many cells have an object. */
  int positives() {
    return rows.size();
  }

  /** The label of each cell of each image, (N*P) int64. */
  Tensor labels() {
    int[] all = labels.stream().flatMapToInt(Arrays::stream).toArray();
    return Tensors.ofIndices(all, all.length);
  }

  /** The cells with an object, (positives) int64, counted over all images. */
  Tensor rows() {
    return Tensors.ofIndices(rows.stream().mapToInt(row -> row).toArray(), rows.size());
  }

  /** The boxes to learn, (positives, 4). */
  Tensor boxes() {
    float[] all = new float[4 * boxes.size()];
    for (int i = 0; i < boxes.size(); i++) {
      System.arraycopy(boxes.get(i), 0, all, 4 * i, 4);
    }
    return Tensors.of(all, boxes.size(), 4);
  }
}
