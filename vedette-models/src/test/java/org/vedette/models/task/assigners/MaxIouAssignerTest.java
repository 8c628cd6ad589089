package org.vedette.models.task.assigners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.RandomSource;
import org.vedette.core.Instances;
import org.vedette.core.box.Overlaps;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Predictions;
import org.vedette.models.Configs;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/** Compares with all overlaps held at once, as the paper's matrix has them. */
class MaxIouAssignerTest {
  private final RandomSource random = RandomSource.at(5);

  @ParameterizedTest(name = "lowest best overlap {0}")
  @ValueSource(doubles = {0, 0.2, -2})
  void eachPriorIsMatchedAsByTheMatrixOfAllOverlaps(double lowest) {
    for (int round = 0; round < 200; round++) {
      boolean takesAll = round % 2 == 0;
      Assigner assigner =
          Configs.BINDER
              .spec(
                  Assigner.class,
                  "dict(type='MaxIoUAssigner', pos_iou_thr=0.5, neg_iou_thr=0.4, min_pos_iou="
                      + lowest
                      + ", ignore_iof_thr=0.7, gt_max_assign_all="
                      + (takesAll ? "True)" : "False)"))
              .build();
      float[] priors = boxes(1 + below(300), round);
      float[] truths = boxes(1 + below(12), round);
      float[] ignored = round % 3 == 0 ? boxes(2, 0) : new float[0];
      check(assigner, priors, truths, ignored, (float) lowest, takesAll);
    }
  }

  private static void check(
      Assigner assigner,
      float[] priors,
      float[] truths,
      float[] ignored,
      float lowest,
      boolean takesAll) {
    int n = priors.length / 4;
    int m = truths.length / 4;
    try (TensorScope scope = TensorScope.open()) {
      Assignment found =
          assigner.assign(
              new Predictions(Tensors.of(priors, n, 4), null, null, List.of()),
              Instances.truths(Tensors.of(truths, m, 4), Tensors.of(new long[m], m), null),
              ignored.length == 0 ? null : Tensors.of(ignored, ignored.length / 4, 4));

      float[] shares = Overlaps.pairwise(priors, ignored, Overlaps.Mode.IOF, Overlaps.EPS);
      float[] matrix = Overlaps.pairwise(truths, priors, Overlaps.Mode.IOU, Overlaps.EPS);
      for (int i = 0; i < shares.length; i++) {
        for (int truth = 0; truth < m && shares[i] > 0.7f; truth++) {
          matrix[truth * n + i / (ignored.length / 4)] = -1;
        }
      }
      float[] best = new float[n];
      assertThat(Tensors.toInts(found.truthIndices()))
          .isEqualTo(indices(matrix, best, lowest, takesAll));
      assertThat(Tensors.toFloats(found.overlaps())).isEqualTo(best);
    }
  }

  private static int[] indices(float[] matrix, float[] best, float lowest, boolean takesAll) {
    int n = best.length;
    int[] indices = new int[n];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int at = 0; at < matrix.length; at++) {
      if (matrix[at] > best[at % n]) {
        best[at % n] = matrix[at];
        indices[at % n] = at / n + 1;
      }
    }
    for (int i = 0; i < n; i++) {
      indices[i] = best[i] >= 0.5f ? indices[i] : best[i] >= 0 && best[i] < 0.4f ? 0 : -1;
    }
    for (int truth = 0; truth < matrix.length / n; truth++) {
      float[] own = Arrays.copyOfRange(matrix, truth * n, truth * n + n);
      int first = 0;
      for (int i = 1; i < n; i++) {
        first = own[i] > own[first] ? i : first;
      }
      for (int i = first; i < n && !(own[first] < lowest); i++) {
        if (i == first || (takesAll && own[i] == own[first])) {
          indices[i] = truth + 1;
        }
      }
    }
    return indices;
  }

  /**
   * Boxes on a coarse grid, where many overlaps are equal; some empty, turned around or endless.
   */
  private float[] boxes(int count, int round) {
    int range = round % 5 == 0 ? 200 : 25;
    float[] boxes = new float[4 * count];
    for (int i = 0; i < boxes.length; i += 4) {
      boxes[i] = below(range) - 5;
      boxes[i + 1] = below(range) - 5;
      boxes[i + 2] = boxes[i] + below(10) - (round % 7 == 0 ? 2 : 0);
      boxes[i + 3] = boxes[i + 1] + below(10);
    }
    if (round % 11 == 10) {
      boxes[4 * below(count) + below(4)] = Float.POSITIVE_INFINITY;
    }
    return boxes;
  }

  private int below(int bound) {
    return (int) (random.nextDouble() * bound);
  }
}
