package org.vedette.models.task.samplers;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Instances;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Tensors;

/**
 * The candidates of an image: the priors, after the truths themselves where they are added.
 *
 * @param truthOf (n): k + 1 for truth k, 0 for background, -1 for a box that does not count
 * @param overlaps (n): with the truth
 * @param labels (n)
 * @param boxes (n*4)
 * @param truthBoxes (G*4)
 * @param added how many truths were added
 */
@SuppressWarnings("ArrayRecordComponent")
record Pool(
    int[] truthOf, float[] overlaps, long[] labels, float[] boxes, float[] truthBoxes, int added) {

  /** The candidates; {@code addTruths} puts the truths before the priors. */
  static Pool of(Assignment assignment, Tensor priors, Instances truths, boolean addTruths) {
    int added = addTruths ? truths.size() : 0;
    int[] assigned = Tensors.toInts(assignment.truthIndices());
    int[] truthOf = new int[added + assigned.length];
    float[] overlaps = new float[truthOf.length];
    long[] labels = new long[truthOf.length];
    float[] boxes = new float[4 * truthOf.length];
    float[] truthBoxes = Tensors.toFloats(truths.boxes());
    for (int k = 0; k < added; k++) {
      truthOf[k] = k + 1;
      overlaps[k] = 1;
    }
    System.arraycopy(assigned, 0, truthOf, added, assigned.length);
    copy(Tensors.toFloats(assignment.overlaps()), overlaps, added);
    System.arraycopy(Tensors.toLongs(assignment.labels()), 0, labels, added, assigned.length);
    copy(Tensors.toFloats(priors), boxes, 4 * added);
    if (added > 0) {
      System.arraycopy(Tensors.toLongs(truths.labels()), 0, labels, 0, added);
      System.arraycopy(truthBoxes, 0, boxes, 0, 4 * added);
    }
    return new Pool(truthOf, overlaps, labels, boxes, truthBoxes, added);
  }

  private static void copy(float[] from, float[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }

  /** The candidates that belong to a truth, rising. */
  int[] positives() {
    return where(Pool::isPositive);
  }

  /** The candidates that are background, rising. */
  int[] negatives() {
    return where(truth -> truth == 0);
  }

  private static boolean isPositive(int truth) {
    return truth > 0;
  }

  private int[] where(IntPredicate wanted) {
    int[] found = new int[truthOf.length];
    int count = 0;
    for (int i = 0; i < truthOf.length; i++) {
      if (wanted.test(truthOf[i])) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The boxes of some candidates, (k*4). */
  float[] boxes(int[] chosen) {
    float[] some = new float[4 * chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(boxes, 4 * chosen[i], some, 4 * i, 4);
    }
    return some;
  }

  /** The labels of some candidates. */
  long[] labels(int[] chosen) {
    long[] some = new long[chosen.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = labels[chosen[i]];
    }
    return some;
  }

  /**
   * What was chosen.
   *
   * @param positives rising
   * @param negatives rising
   * @param countNegatives whether the average factor counts them too
   */
  Sampling sampling(int[] positives, int[] negatives, boolean countNegatives) {
    int[] truths = new int[positives.length];
    float[] own = new float[4 * positives.length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = truthOf[positives[i]] - 1;
      System.arraycopy(truthBoxes, 4 * truths[i], own, 4 * i, 4);
    }
    float[] all = Arrays.copyOf(boxes(positives), 4 * (positives.length + negatives.length));
    System.arraycopy(boxes(negatives), 0, all, 4 * positives.length, 4 * negatives.length);
    int factor = Math.max(positives.length, 1);
    if (countNegatives) {
      factor += Math.max(negatives.length, 1);
    }
    return new Sampling(positives, negatives, added, all, truths, own, labels(positives), factor);
  }
}
