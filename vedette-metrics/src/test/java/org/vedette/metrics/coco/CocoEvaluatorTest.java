package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;

class CocoEvaluatorTest {
  private static final String LEFT = "[0,0,40,50]";
  private static final String RIGHT = "[50,0,40,50]";
  private static final Offset<Double> EXACT = within(1e-12);
  private static final int AP = 0;
  private static final int SMALL = 3;
  private static final int MEDIUM = 4;
  private static final int LARGE = 5;
  private static final int AR1 = 6;
  private static final int AR100 = 8;

  @TempDir private Path folder;
  private TestSet set;

  @BeforeEach
  void createSet() {
    set = new TestSet(folder);
  }

  private double[] boxStats() {
    return set.evaluate(IouType.BBOX).stats();
  }

  @Test
  void aFoundTruthHasPrecisionOneButForTheEpsilonOfPycocotools() {
    set.truth(1, LEFT).result(LEFT, "0.5");
    assertThat(boxStats()[AP]).isCloseTo(1, within(1e-15)).isNotEqualTo(1);
  }

  @Test
  void truthsWithoutDetectionsHaveRecallZero() {
    set.images(TestSet.image(1), TestSet.image(2))
        .truth(1, LEFT)
        .rawResult("\"image_id\":2,\"category_id\":1,\"bbox\":" + LEFT + ",\"score\":0.5");
    assertThat(boxStats()[AP]).isZero();
    assertThat(boxStats()[AR100]).isZero();
  }

  @Test
  void aCategoryWithoutTruthsHasNoFigure() {
    set.result(LEFT, "0.5");
    assertThat(boxStats()).containsOnly(-1);
  }

  @Test
  void aTruthWithIdZeroIsTakenButCountsAsMissed() {
    set.truth(0, LEFT).result(LEFT, "0.5");
    assertThat(boxStats()[AP]).isZero();
  }

  @Test
  void idsOf64BitsKeepTheirLastBits() {
    long id = Long.MAX_VALUE;
    set.images(TestSet.image(id), TestSet.image(id - 1))
        .rawTruth(
            "\"id\":"
                + id
                + ",\"image_id\":"
                + id
                + ",\"category_id\":1,\"bbox\":"
                + LEFT
                + ",\"area\":2000")
        .rawResult(
            "\"image_id\":" + (id - 1) + ",\"category_id\":1,\"bbox\":" + LEFT + ",\"score\":0.5");
    assertThat(boxStats()[AR100]).isZero();
  }

  @Test
  void amongEqualScoresTheFirstInTheFileComesFirst() {
    set.truth(1, LEFT).result(RIGHT, "0.5").result(LEFT, "0.5");
    assertThat(boxStats()[AR1]).isZero();
    assertThat(boxStats()[AR100]).isEqualTo(1);
  }

  @Test
  void wholeNumberScoresAreScores() {
    set.truth(1, LEFT).result(RIGHT, "0").result(LEFT, "1");
    assertThat(boxStats()[AR1]).isEqualTo(1);
  }

  @Test
  void aCrowdTakesAnyNumberOfDetectionsAndNoneCounts() {
    set.truth(1, RIGHT)
        .truth(2, "[0,0,45,100]", 4500, ",\"iscrowd\":1")
        .result(LEFT, "0.9")
        .result("[0,50,40,50]", "0.8")
        .result(RIGHT, "0.7");
    assertThat(boxStats()[AP]).isCloseTo(1, EXACT);
  }

  @Test
  void aSecondDetectionOfATruthIsWrong() {
    set.truth(1, LEFT).truth(2, RIGHT).result(LEFT, "0.9").result(LEFT, "0.8").result(RIGHT, "0.7");
    // Recall 0.5 at precision 1 (51 recalls), then recall 1 at precision 2/3 (50 recalls).
    assertThat(boxStats()[AP]).isCloseTo((51 + 50 * 2 / 3.0) / 101, EXACT);
  }

  @Test
  void areasOnABorderBelongToBothRanges() {
    set.truth(1, LEFT, 32 * 32, "").result(LEFT, "0.5");
    double[] stats = boxStats();
    assertThat(new double[] {stats[SMALL], stats[MEDIUM]}).containsExactly(stats[AP], stats[AP]);
    assertThat(stats[LARGE]).isEqualTo(-1);
  }

  @Test
  void theAnnotatedAreaDecidesTheRangeNotTheBox() {
    set.truth(1, LEFT, 1e5, "").result(LEFT, "0.5");
    assertThat(boxStats()[LARGE]).isCloseTo(1, EXACT);
    assertThat(boxStats()[MEDIUM]).isEqualTo(-1);
  }

  @Test
  void onlyTheBestHundredOfAnImageCount() {
    set.truth(1, LEFT);
    for (int i = 0; i < 100; i++) {
      set.result(RIGHT, "0.9");
    }
    set.result(LEFT, "0.1");
    assertThat(boxStats()[AR100]).isZero();
    CocoEvaluation more = set.evaluate(EvalParams.coco(IouType.BBOX, 1).withMaxDets(1, 100, 101));
    assertThat(more.stats()[AR100]).isEqualTo(1);
  }

  @Test
  void precisionOfAThresholdThatWasNotEvaluatedIsNone() {
    set.truth(1, LEFT).result(LEFT, "0.5");
    EvalParams params = EvalParams.coco(IouType.BBOX, 1).withIouThresholds(new double[] {0.6});
    double[] stats = set.evaluate(params).stats();
    assertThat(stats[AP]).isCloseTo(1, EXACT);
    assertThat(new double[] {stats[1], stats[2]}).containsExactly(-1, -1);
  }

  @Test
  void averagePrecisionNeeds100AmongTheLimits() {
    set.truth(1, LEFT).result(LEFT, "0.5");
    double[] stats = set.evaluate(EvalParams.coco(IouType.BBOX, 1).withMaxDets(300, 10, 1)).stats();
    assertThat(stats[AP]).isEqualTo(-1);
    assertThat(stats[1]).isCloseTo(1, EXACT);
  }

  @Test
  void proposalsMatchTruthsOfAnyCategory() {
    set.categories(TestSet.category(7, "dog"), TestSet.category(1, "cat"))
        .truth(1, LEFT)
        .rawResult("\"image_id\":1,\"category_id\":7,\"bbox\":" + LEFT + ",\"score\":0.5");
    EvalParams params = EvalParams.coco(IouType.BBOX, 2);
    assertThat(set.evaluate(params).stats()[AR100]).isZero();
    assertThat(set.evaluate(params.withoutCategories()).stats()[AR100]).isEqualTo(1);
  }

  @Test
  void masksTakePolygonsAndCountsAndTheirOwnAreas() {
    String polygon = ",\"segmentation\":[[10,10,30,10,30,30,10,30]]";
    String counts = "\"segmentation\":{\"size\":[100,100],\"counts\":[1010";
    StringBuilder square = new StringBuilder(counts);
    for (int column = 0; column < 20; column++) {
      square.append(",20").append(column < 19 ? ",80" : "");
    }
    square.append(",7070]}");
    set.truth(1, "[10,10,20,20]", 400, polygon)
        .rawResult("\"image_id\":1,\"category_id\":1,\"score\":1,\"bbox\":[0,0,99,99]," + square);
    double[] stats = set.evaluate(IouType.SEGM).stats();
    assertThat(stats[AP]).isCloseTo(1, EXACT);
    assertThat(stats[SMALL]).isCloseTo(1, EXACT);
  }

  @Test
  void masksOfAnotherSizeNeverMatch() {
    set.truth(
            1, "[0,0,100,100]", 1e4, ",\"segmentation\":{\"size\":[100,100],\"counts\":[0,10000]}")
        .rawResult(
            "\"image_id\":1,\"category_id\":1,\"score\":1,"
                + "\"segmentation\":{\"size\":[50,100],\"counts\":[0,5000]}");
    EvalParams lowest = EvalParams.coco(IouType.SEGM, 1).withIouThresholds(new double[] {0});
    assertThat(set.evaluate(lowest).stats()[AP]).isZero();
  }

  @Test
  void anAnnotationWithoutAreaIsRefusedByItsId() {
    set.rawTruth("\"id\":12,\"image_id\":1,\"category_id\":1,\"bbox\":" + LEFT).result(LEFT, "0.5");
    assertThatThrownBy(this::boxStats)
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("truth.json: annotation 12: no 'area'");
  }

  @Test
  void manyImagesOfOneCategoryAreMatchedInParallelAsInOrder() {
    int images = 2000;
    String[] records = new String[images];
    for (int i = 0; i < images; i++) {
      records[i] = TestSet.image(i + 1);
      set.rawTruth(
          "\"id\":"
              + (i + 1)
              + ",\"image_id\":"
              + (i + 1)
              + ",\"category_id\":1,\"bbox\":"
              + LEFT
              + ",\"area\":2000");
      String score = ",\"score\":" + (i % 7) / 8.0;
      String box = ",\"category_id\":1,\"bbox\":" + (i % 2 == 0 ? LEFT : RIGHT) + score;
      set.rawResult("\"image_id\":" + (images - i) + box);
    }
    double[] stats = set.images(records).evaluate(IouType.BBOX).stats();
    assertThat(stats[AR100]).isEqualTo(0.5);
  }
}
