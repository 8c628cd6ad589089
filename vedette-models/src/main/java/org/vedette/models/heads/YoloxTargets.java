package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Instances;
import org.vedette.core.task.Assignment;
import org.vedette.tensor.Tensors;

/**
 * What the priors of a batch should predict. Prior p of image i is row i*P + p.
 *
 * @param rows (n) int64: the positive priors, rising
 * @param classes (n, K): the IoU with the truth at the truth's class, else 0
 * @param boxes (n, 4): the truth's box
 * @param offsets (n, 4): the same as offset of the centre and logarithm of the size, in strides
 * @param objects (N*P, 1): 1 at positive priors, else 0
 */
record YoloxTargets(Tensor rows, Tensor classes, Tensor boxes, Tensor offsets, Tensor objects) {
  /** Keeps the logarithm of an empty box finite. */
  private static final float LOG_GUARD = 1e-8f;

  /**
   * Gathers the targets.
   *
   * @param priors (P, 4): x, y, stride x, stride y
   */
  static YoloxTargets of(
      List<Assignment> assignments, List<Instances> truths, Tensor priors, int numClasses) {
    float[] points = Tensors.toFloats(priors);
    int numPriors = points.length / 4;
    long[][] indices =
        assignments.stream().map(a -> Tensors.toLongs(a.truthIndices())).toArray(long[][]::new);
    int count = countPositives(indices);
    long[] rows = new long[count];
    float[] classes = new float[count * numClasses];
    float[] boxes = new float[count * 4];
    float[] offsets = new float[count * 4];
    float[] objects = new float[assignments.size() * numPriors];
    int n = 0;
    for (int image = 0; image < indices.length; image++) {
      float[] overlaps = Tensors.toFloats(assignments.get(image).overlaps());
      int[] labels = Tensors.toInts(assignments.get(image).labels());
      float[] truthBoxes = Tensors.toFloats(truths.get(image).boxes());
      for (int prior = 0; prior < numPriors; prior++) {
        if (indices[image][prior] > 0) {
          int row = image * numPriors + prior;
          int truth = (int) indices[image][prior] - 1;
          rows[n] = row;
          objects[row] = 1;
          classes[n * numClasses + labels[prior]] = overlaps[prior];
          System.arraycopy(truthBoxes, 4 * truth, boxes, 4 * n, 4);
          writeOffsets(offsets, boxes, 4 * n, points, 4 * prior);
          n++;
        }
      }
    }
    return new YoloxTargets(
        Tensors.of(rows, count),
        Tensors.of(classes, count, numClasses),
        Tensors.of(boxes, count, 4),
        Tensors.of(offsets, count, 4),
        Tensors.of(objects, objects.length, 1));
  }

  private static int countPositives(long[][] indices) {
    int count = 0;
    for (long[] image : indices) {
      for (long index : image) {
        count += index > 0 ? 1 : 0;
      }
    }
    return count;
  }

  private static void writeOffsets(float[] offsets, float[] boxes, int b, float[] points, int p) {
    for (int axis = 0; axis < 2; axis++) {
      float low = boxes[b + axis];
      float high = boxes[b + 2 + axis];
      float stride = points[p + 2 + axis];
      offsets[b + axis] = ((low + high) / 2 - points[p + axis]) / stride;
      offsets[b + 2 + axis] = (float) Math.log((high - low) / stride + LOG_GUARD);
    }
  }

  /** n. */
  int count() {
    return (int) rows.size(0);
  }

  /** What the sums are divided by. */
  double samples() {
    return Math.max(count(), 1);
  }
}
