package org.vedette.models.task.assigners;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.core.Instances;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Predictions;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.Tensors;

class DynamicSoftLabelAssignerTest {
  /** The first four cells of a row at stride 8. */
  private static final float[] POINTS = {4, 4, 8, 8, 12, 4, 8, 8, 20, 4, 8, 8, 28, 4, 8, 8};

  private static final float[] TRUTH = {0, 0, 24, 8};

  /** Every point predicts the truth's left two thirds, with the same logits. */
  private static Assignment assign(Tensor truths, Tensor labels, Tensor masks) {
    Assigner assigner =
        Configs.BINDER.spec(Assigner.class, "dict(type='DynamicSoftLabelAssigner')").build();
    float[] boxes = {0, 0, 8, 8, 0, 0, 8, 8, 0, 0, 8, 8, 0, 0, 8, 8};
    return assigner.assign(
        new Predictions(
            Tensors.of(POINTS, 4, 4), Tensors.of(boxes, 4, 4), Tensors.zeros(DType.FLOAT32, 4, 2)),
        Instances.truths(truths, labels, masks),
        null);
  }

  @Test
  void pointNextToTheCentreOfTheBoxTakesTheTruth() {
    Assignment found = assign(Tensors.of(TRUTH, 1, 4), Tensors.of(new long[] {1}, 1), null);
    // Three points of IoU 1/3: one of them, the middle one.
    assertThat(Tensors.toInts(found.truthIndices())).containsExactly(0, 1, 0, 0);
    assertThat(Tensors.toInts(found.labels())).containsExactly(-1, 1, -1, -1);
    assertThat(Tensors.toFloats(found.overlaps())).containsExactly(-1e8f, 1 / 3f, -1e8f, -1e8f);
  }

  @Test
  void centreOfMassOfAMaskCountsInsteadOfTheBoxes() {
    byte[] mask = new byte[8 * 32];
    for (int row = 0; row < 8; row++) {
      mask[32 * row + 20] = 1;
    }
    Assignment found =
        assign(Tensors.of(TRUTH, 1, 4), Tensors.of(new long[] {1}, 1), Tensors.of(mask, 1, 8, 32));
    assertThat(Tensors.toInts(found.truthIndices())).containsExactly(0, 0, 1, 0);
  }

  @Test
  void withoutTruthsEverythingIsBackground() {
    Assignment found = assign(Tensors.of(new float[0], 0, 4), Tensors.of(new long[0], 0), null);
    assertThat(found.numTruths()).isZero();
    assertThat(Tensors.toInts(found.truthIndices())).containsOnly(0);
    assertThat(Tensors.toFloats(found.overlaps())).containsOnly(0);
  }

  @Test
  void truthThatHoldsNoPointIsNotLearned() {
    float[] between = {5, 0, 11, 8};
    Assignment found = assign(Tensors.of(between, 1, 4), Tensors.of(new long[] {0}, 1), null);
    assertThat(Tensors.toInts(found.truthIndices())).containsOnly(0);
  }
}
