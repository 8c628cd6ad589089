package org.vedette.models.task.assigners;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vedette.core.Instances;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Predictions;
import org.vedette.models.Configs;
import org.vedette.tensor.Tensors;

class SimOtaAssignerTest {
  /** Centres of the first four cells of a row at stride 8. */
  private static final float[] POINTS = {4, 4, 8, 8, 12, 4, 8, 8, 20, 4, 8, 8, 28, 4, 8, 8};

  private static Assignment assign(
      String keys, float[] boxes, float[] scores, float[] truths, long... labels) {
    Assigner assigner =
        Configs.BINDER.spec(Assigner.class, "dict(type='SimOTAAssigner'" + keys + ")").build();
    return assigner.assign(
        new Predictions(
            Tensors.of(POINTS, 4, 4), Tensors.of(boxes, 4, 4), Tensors.of(scores, 4, 2)),
        Instances.truths(
            Tensors.of(truths, labels.length, 4), Tensors.of(labels, labels.length), null),
        null);
  }

  private static float[] fourTimes(float... row) {
    float[] rows = new float[4 * row.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row[i % row.length];
    }
    return rows;
  }

  @Test
  void cheapestPointTakesTheTruthWhenIousSumToLessThanTwo() {
    float[] boxes = {0, 0, 4, 8, 0, 0, 16, 8, 12, 0, 16, 8, 90, 90, 99, 99};
    Assignment found = assign("", boxes, fourTimes(0.5f, 0.5f), new float[] {0, 0, 16, 8}, 1);
    // IoUs 1/4, 1, 1/4 and 0: one point, the second.
    assertThat(Tensors.toInts(found.truthIndices())).containsExactly(0, 1, 0, 0);
    assertThat(Tensors.toInts(found.labels())).containsExactly(-1, 1, -1, -1);
    assertThat(Tensors.toFloats(found.overlaps())).containsExactly(-100000, 1, -100000, -100000);
  }

  @Test
  void asManyPointsAsTheIousSumUpTo() {
    float[] boxes = fourTimes(0, 0, 16, 8);
    Assignment found = assign("", boxes, fourTimes(0.5f, 0.5f), new float[] {0, 0, 32, 8}, 0);
    // Four IoUs of one half sum up to two.
    assertThat(Tensors.toInts(found.truthIndices()).length).isEqualTo(4);
    assertThat(Tensors.toInts(found.truthIndices()))
        .satisfies(
            two -> {
              int sum = 0;
              for (int index : two) {
                sum += index;
              }
              assertThat(sum).isEqualTo(2);
            });
  }

  @Test
  void scoreOfTheLabelDecidesBetweenEqualBoxes() {
    float[] boxes = fourTimes(0, 0, 16, 8);
    float[] scores = {.1f, .1f, .1f, .2f, .1f, .9f, .9f, .1f};
    Assignment found = assign(", candidate_topk=1", boxes, scores, new float[] {0, 0, 32, 8}, 1);
    assertThat(Tensors.toInts(found.truthIndices())).containsExactly(0, 0, 1, 0);
  }

  @Test
  void pointThatTwoTruthsTakeGoesToTheCheaperOne() {
    float[] boxes = {50, 50, 60, 60, 0, 0, 16, 8, 50, 50, 60, 60, 50, 50, 60, 60};
    float[] truths = {0, 0, 14, 8, 0, 0, 16, 8};
    Assignment found = assign("", boxes, fourTimes(0.5f, 0.5f), truths, 0, 1);
    assertThat(Tensors.toInts(found.truthIndices())[1]).isEqualTo(2);
    assertThat(found.numTruths()).isEqualTo(2);
  }

  @Test
  void pointsFarFromEveryTruthAreBackground() {
    float[] truths = {500, 500, 600, 600};
    Assignment found = assign("", fourTimes(0, 0, 16, 8), fourTimes(0.5f, 0.5f), truths, 0);
    assertThat(Tensors.toInts(found.truthIndices())).containsOnly(0);
    assertThat(Tensors.toInts(found.labels())).containsOnly(-1);
    assertThat(Tensors.toFloats(found.overlaps())).containsOnly(0);
  }

  @Test
  void imageWithoutTruthsIsBackground() {
    Assignment found = assign("", fourTimes(0, 0, 16, 8), fourTimes(0.5f, 0.5f), new float[0]);
    assertThat(Tensors.toInts(found.truthIndices())).containsOnly(0);
    assertThat(found.numTruths()).isZero();
  }
}
