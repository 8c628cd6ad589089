package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * What the priors of a batch should predict.
 *
 * @param levels per level
 * @param images per image
 */
record PriorTargets(List<Level> levels, List<MatchedPriors> images) {

  /**
   * The targets of one level; row i*P_l + p is prior p of image i.
   *
   * @param labels (N*P_l) int64: the class, or K for background
   * @param weights (N*P_l): weight in the classification loss
   * @param quality (N*P_l): what the assigner measured with the truth; 0 for background
   * @param rows (n) int64: the positive priors
   * @param priors (n, 4): the same priors themselves
   * @param boxes (n, 4): their truths
   * @param qualitySum the sum of the quality of positives
   */
  record Level(
      Tensor labels,
      Tensor weights,
      Tensor quality,
      Tensor rows,
      Tensor priors,
      Tensor boxes,
      double qualitySum) {
    /** Whether any prior is positive. */
    boolean hasPositives() {
      return rows.size(0) > 0;
    }

    /** The rows of (N, A*D, H, W) predictions that belong to positive priors, (n, D). */
    Tensor positives(Tensor map, int columns) {
      return Ops.rows(Levels.flatten(map, columns).flatten(0, 1), rows);
    }
  }

  /** What losses over all images are divided by. */
  double averageFactor() {
    return images.stream().mapToInt(MatchedPriors::averageFactor).sum();
  }

  /**
   * Gathers the targets of all levels.
   *
   * @param numClasses K
   * @param positiveWeight weight of positive priors in the classification loss
   */
  static PriorTargets of(
      List<MatchedPriors> images, PriorGrid grid, int numClasses, float positiveWeight) {
    List<Level> levels = new ArrayList<>();
    int offset = 0;
    for (int size : grid.levelSizes()) {
      levels.add(level(images, grid, offset, size, numClasses, positiveWeight));
      offset += size;
    }
    return new PriorTargets(levels, images);
  }

  private static Level level(
      List<MatchedPriors> images,
      PriorGrid grid,
      int offset,
      int size,
      int numClasses,
      float weight) {
    int total = images.size() * size;
    long[] labels = new long[total];
    float[] weights = new float[total];
    float[] quality = new float[total];
    int[] rows = new int[total];
    Arrays.fill(labels, numClasses);
    int count = 0;
    double sum = 0;
    for (int i = 0; i < images.size(); i++) {
      MatchedPriors image = images.get(i);
      for (int p = 0; p < size; p++) {
        int truth = image.truths()[offset + p];
        int row = i * size + p;
        if (truth >= 0) {
          labels[row] = image.labels()[truth];
          weights[row] = weight;
          quality[row] = image.quality()[offset + p];
          sum += quality[row];
          rows[count++] = row;
        } else if (truth == MatchedPriors.BACKGROUND) {
          weights[row] = 1;
        }
      }
    }
    int[] positives = Arrays.copyOf(rows, count);
    Tensor like = grid.tensor();
    return new Level(
        Ops.toDeviceOf(Tensors.of(labels, total), like),
        Ops.toDeviceOf(Tensors.of(weights, total), like),
        Ops.toDeviceOf(Tensors.of(quality, total), like),
        Ops.toDeviceOf(Tensors.ofIndices(positives, count), like),
        Ops.toDeviceOf(Tensors.of(priors(positives, grid, offset, size), count, 4), like),
        Ops.toDeviceOf(Tensors.of(boxes(positives, images, offset, size), count, 4), like),
        sum);
  }

  private static float[] priors(int[] positives, PriorGrid grid, int offset, int size) {
    float[] priors = new float[4 * positives.length];
    for (int i = 0; i < positives.length; i++) {
      int prior = offset + positives[i] % size;
      System.arraycopy(grid.coordinates(), 4 * prior, priors, 4 * i, 4);
    }
    return priors;
  }

  private static float[] boxes(int[] positives, List<MatchedPriors> images, int offset, int size) {
    float[] boxes = new float[4 * positives.length];
    for (int i = 0; i < positives.length; i++) {
      MatchedPriors image = images.get(positives[i] / size);
      int truth = image.truths()[offset + positives[i] % size];
      System.arraycopy(image.boxes(), 4 * truth, boxes, 4 * i, 4);
    }
    return boxes;
  }
}
