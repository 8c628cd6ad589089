package org.vedette.metrics.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.coco.ClassFigures;

class AnalysisTest {
  /** A square of 10 pixels, {@code x} from the left. */
  private static float[] squares(float... x) {
    float[] boxes = new float[4 * x.length];
    for (int i = 0; i < x.length; i++) {
      boxes[4 * i] = x[i];
      boxes[4 * i + 2] = x[i] + 10;
      boxes[4 * i + 3] = 10;
    }
    return boxes;
  }

  private static Detections found(float[] boxes, float[] scores, int... labels) {
    return new Detections(boxes, scores, labels, null);
  }

  private static ImageTruth truth(float[] boxes, boolean[] ignored, int... labels) {
    double[] wide = new double[boxes.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = boxes[i];
    }
    return new ImageTruth(wide, labels, ignored, null);
  }

  private static ConfusionMatrix confusion(JudgedImage image, Double nms) {
    ConfusionMatrix matrix = new ConfusionMatrix(2, new ConfusionMatrix.Settings(0.3, 0.5, nms));
    matrix.add(image);
    return matrix;
  }

  @Test
  void aMatrixTellsWhatIsTakenForWhat() {
    ImageTruth truth = truth(squares(0, 100, 200), new boolean[3], 0, 0, 1);
    // The first is right, the second has the wrong class, the third hits nothing, the last scores
    // too low.
    Detections found =
        found(squares(1, 100, 300, 200), new float[] {0.9f, 0.8f, 0.7f, 0.2f}, 0, 1, 1, 1);
    ConfusionMatrix matrix = confusion(new JudgedImage(found, truth), null);
    assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{1, 1, 1}, {0, 0, 1}, {0, 1, 0}});
    assertThat(matrix.shares()[0]).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
  }

  @Test
  void anObjectFoundTwiceCountsTwiceUnlessNmsDropsOne() {
    ImageTruth truth = truth(squares(0), new boolean[1], 0);
    Detections found = found(squares(0, 1), new float[] {0.9f, 0.8f}, 0, 0);
    JudgedImage image = new JudgedImage(found, truth);
    assertThat(confusion(image, null).counts()[0]).containsExactly(2, 0, 0);
    assertThat(confusion(image, 0.7).counts()[0]).containsExactly(1, 0, 0);
  }

  @Test
  void rowsWithoutAnythingHaveNoShares() {
    ConfusionMatrix matrix = new ConfusionMatrix(1, ConfusionMatrix.Settings.DEFAULT);
    assertThat(matrix.shares()[0]).containsOnly(Double.NaN);
  }

  @Test
  void curvesFollowFromTheOrderOfScores() {
    ImageTruth truth = truth(squares(0, 100), new boolean[2], 0, 0);
    Detections found = found(squares(0, 300, 100), new float[] {0.9f, 0.8f, 0.7f}, 0, 0, 0);
    ScoreCurve curve = ScoreCurve.of(1, List.of(new JudgedImage(found, truth)), 0.5).get(0);
    assertThat(curve.truths()).isEqualTo(2);
    assertThat(curve.precision()).containsExactly(1, 0.5, 2 / 3.0);
    assertThat(curve.recall()).containsExactly(0.5, 0.5, 1);
    assertThat(curve.f1()[2]).isCloseTo(0.8, within(1e-12));
    assertThat(curve.best()).isEqualTo(2);
    assertThat(curve.envelope()).containsExactly(1, 2 / 3.0, 2 / 3.0);
    // 51 recalls up to 0.5 at precision 1, 50 beyond at 2/3.
    assertThat(curve.averagePrecision()).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-12));
  }

  @Test
  void aSecondDetectionOfAnObjectIsWrongAndOneOfAnIgnoredObjectIsNeither() {
    ImageTruth truth = truth(squares(0, 100), new boolean[] {false, true}, 0, 0);
    Detections found = found(squares(0, 1, 100), new float[] {0.9f, 0.8f, 0.7f}, 0, 0, 0);
    ScoreCurve curve = ScoreCurve.of(1, List.of(new JudgedImage(found, truth)), 0.5).get(0);
    assertThat(curve.truths()).isEqualTo(1);
    assertThat(curve.precision()).containsExactly(1, 0.5);
  }

  @Test
  void detectionsOfOneScoreAreOnePoint() {
    ImageTruth truth = truth(squares(0), new boolean[1], 0);
    Detections found = found(squares(0, 300), new float[] {0.5f, 0.5f}, 0, 0);
    ScoreCurve curve = ScoreCurve.of(1, List.of(new JudgedImage(found, truth)), 0.5).get(0);
    assertThat(curve.scores()).hasSize(1);
    assertThat(curve.precision()).containsExactly(0.5);
  }

  @Test
  void aClassWithoutObjectsHasNoAveragePrecision() {
    ScoreCurve curve = ScoreCurve.of(1, List.of(), 0.5).get(0);
    assertThat(curve.averagePrecision()).isNaN();
    assertThat(curve.best()).isEqualTo(-1);
  }

  @Test
  void theTableOfClassesAgreesWithTheCurves() {
    ImageTruth truth = truth(squares(0, 100), new boolean[2], 0, 0);
    Detections found = found(squares(0, 300, 100), new float[] {0.9f, 0.8f, 0.7f}, 0, 0, 0);
    List<JudgedImage> images = List.of(new JudgedImage(found, truth));
    ClassFigures row = ClassFigures.of(List.of("a", "b"), images).get(0);
    assertThat(row.name()).isEqualTo("a");
    assertThat(row.truths()).isEqualTo(2);
    assertThat(row.ap50())
        .isCloseTo(ScoreCurve.of(2, images, 0.5).get(0).averagePrecision(), within(1e-9));
    assertThat(row.ap()).isCloseTo(row.ap50(), within(1e-9));
    assertThat(row.apSmall()).isCloseTo(row.ap50(), within(1e-9));
    assertThat(row.apLarge()).isNaN();
    assertThat(row.ar()).isEqualTo(1);
    assertThat(ClassFigures.of(List.of("a", "b"), images).get(1).ap()).isNaN();
  }
}
