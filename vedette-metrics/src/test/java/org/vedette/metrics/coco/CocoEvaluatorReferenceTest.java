package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vedette.base.SharedJson.map;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.base.coco.CocoAnnotations;

/** Holds the evaluation against numbers that pycocotools gave. */
class CocoEvaluatorReferenceTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final String FOLDER = "reference/components/coco_eval/";
  private static final String REAL = "reference/components/real_detection/";
  private static final String BOX = "bbox (results loaded without the segmentation field)";
  private static final String MASK =
      "segm (results loaded without the bbox field, as CocoMetric does by popping bbox)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jitter",
        "dropped_duplicated_wrong",
        "crowd",
        "score_ties",
        "category_gaps_empty",
        "area_edges",
        "many_dets"
      })
  void syntheticSetsGiveTheFiguresOfPycocotools(String kind) {
    Map<String, Object> expected =
        map(SharedJson.read(FOLDER + "synth_" + kind + "_expected.json"));
    CocoAnnotations truth = truth(FOLDER + "synth_" + kind + "_gt.json.gz");
    Path results = SharedData.require(FOLDER + "synth_" + kind + "_results.json.gz");
    assertEqual(truth, results, IouType.BBOX, expected.get(BOX));
    assertEqual(truth, results, IouType.SEGM, expected.get(MASK));
  }

  @ParameterizedTest
  @CsvSource({"bbox, BBOX", "segm, SEGM"})
  void officialFakeResultsGiveTheFiguresOfPycocotools(String key, IouType iouType) {
    Map<String, Object> expected = map(SharedJson.read(FOLDER + "cocoeval_100_expected.json"));
    CocoAnnotations truth = truth((String) expected.get("gt"));
    Path results = SharedData.require((String) expected.get("results_" + key));
    assertEqual(truth, results, iouType, expected.get(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yolox_nano_coco_tiny_val80",
        "yolox_nano_coco_tiny_train80",
        "rtmdet_nano_person_320_coco_tiny_val80",
        "rtmdet_nano_person_640_coco_tiny_val80"
      })
  void realDetectionsGiveTheFiguresOfPycocotools(String name) {
    Map<String, Object> expected = map(SharedJson.read(REAL + name + "_expected.json"));
    CocoAnnotations truth = truth((String) expected.get("data_root") + expected.get("ann_file"));
    Results results =
        ResultColumns.read(SharedData.require(REAL + name + "_results.json.gz"), IouType.BBOX)
            .resolve(truth);
    EvalParams params = EvalParams.coco(IouType.BBOX, truth.categoryCount());
    if (name.contains("person")) {
      params = params.withCategories(truth.findCategory(1));
    }
    CocoEvaluation evaluation =
        CocoEvaluator.evaluate(GroundTruth.of(truth, false), results, params);
    double[] stats =
        map(expected.get("stats")).values().stream().mapToDouble(SharedJson::number).toArray();
    assertThat(evaluation.stats()).containsExactly(stats, EXACT);
    for (int k = 0; k < evaluation.categories().length; k++) {
      String category = truth.categoryNames().get(evaluation.categories()[k]);
      Object figures = map(expected.get("per_class")).get(category);
      if (figures == null || map(figures).get("AP") == null) {
        assertThat(evaluation.categoryPrecision(k, CocoEvaluation.ALL_THRESHOLDS, 0, 100))
            .as(category)
            .isEqualTo(-1);
      } else {
        assertCategory(evaluation, k, map(figures), "AR100");
      }
    }
  }

  @Test
  void aResultFileOfBoxesKeepsItsOwnFiguresWhenEvaluatedTwice() {
    CocoAnnotations truth = truth(FOLDER + "synth_score_ties_gt.json.gz");
    Path file = SharedData.require(FOLDER + "synth_score_ties_results.json.gz");
    Results results = ResultColumns.read(file, IouType.BBOX).resolve(truth);
    GroundTruth columns = GroundTruth.of(truth, false);
    EvalParams params = EvalParams.coco(IouType.BBOX, truth.categoryCount());
    double[] first = CocoEvaluator.evaluate(columns, results, params).precision();
    assertThat(CocoEvaluator.evaluate(columns, results, params).precision()).isEqualTo(first);
  }

  private static CocoAnnotations truth(String file) {
    return CocoAnnotations.read(SharedData.require(file));
  }

  private static void assertEqual(
      CocoAnnotations truth, Path file, IouType iouType, Object expectedObject) {
    Map<String, Object> expected = map(expectedObject);
    CocoEvaluation evaluation =
        CocoEvaluator.evaluate(
            GroundTruth.of(truth, iouType == IouType.SEGM),
            ResultColumns.read(file, iouType).resolve(truth),
            EvalParams.coco(iouType, truth.categoryCount()));
    assertThat(evaluation.stats())
        .containsExactly(SharedJson.doubles(expected.get("stats")), EXACT);
    Map<String, Object> categories = map(expected.get("per_category_id"));
    assertThat(categories).hasSize(evaluation.categories().length);
    for (int k = 0; k < evaluation.categories().length; k++) {
      long id = truth.categoryId(evaluation.categories()[k]);
      assertCategory(evaluation, k, map(categories.get(Long.toString(id))), "AR");
    }
    double[] precision = evaluation.precision();
    double sum = Arrays.stream(precision).filter(p -> p > -1).sum();
    assertRelative(sum, expected.get("precision_sum_over_valid"));
    assertThat(Arrays.stream(precision).filter(p -> p > -1).count())
        .isEqualTo((long) SharedJson.number(expected.get("precision_valid_count")));
    double scores = Arrays.stream(evaluation.scores()).filter(s -> s > -1).sum();
    assertRelative(scores, expected.get("scores_sum_over_valid"));
  }

  private static void assertRelative(double got, Object expected) {
    double value = SharedJson.number(expected);
    assertThat(got).isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
  }

  private static void assertCategory(
      CocoEvaluation evaluation, int k, Map<String, Object> expected, String recall) {
    double all = CocoEvaluation.ALL_THRESHOLDS;
    double[] figures = {
      evaluation.categoryPrecision(k, all, 0, 100),
      evaluation.categoryPrecision(k, all, 1, 100),
      evaluation.categoryPrecision(k, all, 2, 100),
      evaluation.categoryPrecision(k, all, 3, 100),
      evaluation.categoryPrecision(k, 0.5, 0, 100),
      evaluation.categoryPrecision(k, 0.75, 0, 100),
      evaluation.categoryRecall(k, 0, 100)
    };
    String[] keys = {"AP", "APs", "APm", "APl", "AP50", "AP75", recall};
    for (int i = 0; i < keys.length; i++) {
      Object value = expected.get(keys[i]);
      assertThat(figures[i])
          .as("category slot %d %s", k, keys[i])
          .isCloseTo(value == null ? -1 : SharedJson.number(value), EXACT);
    }
  }
}
