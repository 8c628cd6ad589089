package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * What the points of a batch should predict.
 *
 * @param levels per level
 * @param images per image
 */
record RtmDetTargets(List<Level> levels, List<Image> images) {

  /**
   * How the points of one image were matched.
   *
   * @param truths (P): k for truth k, -1 for background, -2 for a point that does not count
   * @param quality (P): IoU of a positive point's box with its truth
   * @param labels (G): classes of the truths
   * @param boxes (G*4): boxes of the truths
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Image(int[] truths, float[] quality, long[] labels, float[] boxes) {
    /** The positive points, rising. */
    int[] positives() {
      int[] found = new int[truths.length];
      int count = 0;
      for (int point = 0; point < truths.length; point++) {
        if (truths[point] >= 0) {
          found[count++] = point;
        }
      }
      return Arrays.copyOf(found, count);
    }
  }

  /**
   * The targets of one level; row i*P_l + p is point p of image i.
   *
   * @param labels (N*P_l) int64: the class, or K for background
   * @param weights (N*P_l): weight in the classification loss
   * @param quality (N*P_l): IoU with the truth; 0 for background
   * @param rows (n) int64: the positive points
   * @param boxes (n, 4): their truths
   * @param boxWeights (n): their quality
   * @param qualitySum the sum of the quality
   */
  record Level(
      Tensor labels,
      Tensor weights,
      Tensor quality,
      Tensor rows,
      Tensor boxes,
      Tensor boxWeights,
      double qualitySum) {
    /** Whether any point is positive. */
    boolean hasPositives() {
      return rows.size(0) > 0;
    }
  }

  /**
   * Gathers the targets of all levels.
   *
   * @param sizes points of each level
   * @param numClasses K
   * @param positiveWeight weight of positive points in the classification loss
   * @param like where the tensors shall live
   */
  static RtmDetTargets of(
      List<Image> images, int[] sizes, int numClasses, float positiveWeight, Tensor like) {
    List<Level> levels = new ArrayList<>();
    int offset = 0;
    for (int size : sizes) {
      levels.add(level(images, offset, size, numClasses, positiveWeight, like));
      offset += size;
    }
    return new RtmDetTargets(levels, images);
  }

  private static Level level(
      List<Image> images, int offset, int size, int numClasses, float weight, Tensor like) {
    int total = images.size() * size;
    long[] labels = new long[total];
    float[] weights = new float[total];
    float[] quality = new float[total];
    int[] rows = new int[total];
    float[] boxes = new float[4 * total];
    Arrays.fill(labels, numClasses);
    int count = 0;
    for (int i = 0; i < images.size(); i++) {
      Image image = images.get(i);
      for (int p = 0; p < size; p++) {
        int truth = image.truths()[offset + p];
        int row = i * size + p;
        if (truth >= 0) {
          labels[row] = image.labels()[truth];
          weights[row] = weight;
          quality[row] = image.quality()[offset + p];
          System.arraycopy(image.boxes(), 4 * truth, boxes, 4 * count, 4);
          rows[count++] = row;
        } else if (truth == -1) {
          weights[row] = 1;
        }
      }
    }
    int[] positives = Arrays.copyOf(rows, count);
    float[] boxWeights = new float[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      boxWeights[i] = quality[positives[i]];
      sum += boxWeights[i];
    }
    return new Level(
        Ops.toDeviceOf(Tensors.of(labels, total), like),
        Ops.toDeviceOf(Tensors.of(weights, total), like),
        Ops.toDeviceOf(Tensors.of(quality, total), like),
        Ops.toDeviceOf(Tensors.ofIndices(positives, count), like),
        Ops.toDeviceOf(Tensors.of(Arrays.copyOf(boxes, 4 * count), count, 4), like),
        Ops.toDeviceOf(Tensors.of(boxWeights, count), like),
        sum);
  }
}
