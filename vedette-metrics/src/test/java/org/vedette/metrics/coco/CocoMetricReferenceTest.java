package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vedette.base.SharedJson.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.Detections;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.config.component.OneOrMany;

/** Holds CocoMetric against what upstream's gave. */
class CocoMetricReferenceTest {
  private static final String FOLDER = "reference/components/coco_eval/";
  private static final String REAL = "reference/components/real_detection/";
  private static final String[] KINDS = {
    "jitter",
    "dropped_duplicated_wrong",
    "crowd",
    "score_ties",
    "category_gaps_empty",
    "area_edges",
    "many_dets"
  };

  @ParameterizedTest
  @EnumSource(EvalTarget.class)
  void syntheticSetsGiveTheFiguresOfUpstream(EvalTarget target) {
    for (String kind : KINDS) {
      Map<String, Object> expected =
          map(SharedJson.read(FOLDER + "synth_" + kind + "_expected.json"));
      OfflineEvaluation evaluation =
          OfflineEvaluation.run(
              SharedData.require(FOLDER + "synth_" + kind + "_gt.json.gz"),
              SharedData.require(FOLDER + "synth_" + kind + "_results.json.gz"),
              target,
              true);
      assertFigures(
          evaluation.mmdet().values(),
          map(map(expected.get("mmdet_CocoMetric")).get(target.key())),
          kind);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = EvalTarget.class,
      names = {"BBOX", "PROPOSAL", "PROPOSAL_FAST"})
  void officialFakeResultsGiveTheFiguresOfUpstream(EvalTarget target) {
    Map<String, Object> expected = map(SharedJson.read(FOLDER + "cocoeval_100_expected.json"));
    OfflineEvaluation evaluation =
        OfflineEvaluation.run(
            SharedData.require((String) expected.get("gt")),
            SharedData.require((String) expected.get("results_bbox")),
            target,
            true);
    assertFigures(
        evaluation.mmdet().values(),
        map(map(expected.get("mmdet_CocoMetric")).get(target.key())),
        target.key());
  }

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
  void aDatasetOfTheFirstTwentyClassesGivesTheFiguresOfUpstream(String kind) {
    Map<String, Object> expected =
        map(SharedJson.read(FOLDER + "synth_" + kind + "_expected.json"));
    Path file = SharedData.require(FOLDER + "synth_" + kind + "_gt.json.gz");
    CocoAnnotations truth = CocoAnnotations.read(file);
    Path results = SharedData.require(FOLDER + "synth_" + kind + "_results.json.gz");
    MetricRun run = new MetricRun(truth, results, truth.categoryNames().subList(0, 20));
    assertFigures(
        run.figures(config(file, "coco")),
        prefixed(map(expected.get("mmdet_CocoMetric_first20classes_bbox"))),
        kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yolox_nano_coco_tiny_val80",
        "yolox_nano_coco_tiny_train80",
        "rtmdet_nano_person_320_coco_tiny_val80",
        "rtmdet_nano_person_640_coco_tiny_val80"
      })
  void realDetectionsGiveTheFiguresOfUpstream(String name) {
    Map<String, Object> expected = map(SharedJson.read(REAL + name + "_expected.json"));
    Path file = SharedData.require((String) expected.get("data_root") + expected.get("ann_file"));
    CocoAnnotations truth = CocoAnnotations.read(file);
    List<String> classes = name.contains("person") ? List.of("person") : truth.categoryNames();
    MetricRun run =
        new MetricRun(truth, SharedData.require(REAL + name + "_results.json.gz"), classes);
    assertFigures(run.figures(config(file, "")), map(expected.get("mmdet_metrics")), name);
  }

  private static Map<String, Object> prefixed(Map<String, Object> figures) {
    Map<String, Object> named = new LinkedHashMap<>();
    figures.forEach((name, value) -> named.put("coco/" + name, value));
    return named;
  }

  private static CocoMetric.Config config(Path file, String prefix) {
    return new CocoMetric.Config(
        file.toString(),
        OneOrMany.of(EvalTarget.BBOX),
        true,
        List.of(100, 300, 1000),
        null,
        null,
        false,
        null,
        null,
        null,
        "cpu",
        prefix,
        false,
        false);
  }

  private static void assertFigures(
      Map<String, Double> got, Map<String, Object> expected, String description) {
    assertThat(got).as(description).containsOnlyKeys(expected.keySet());
    assertThat(List.copyOf(got.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    expected.forEach(
        (name, value) -> {
          if ("nan".equals(value)) {
            assertThat(got.get(name)).as(description + " " + name).isNaN();
          } else {
            assertThat(got.get(name))
                .as(description + " " + name)
                .isCloseTo(SharedJson.number(value), within(1e-12));
          }
        });
  }

  /** Hands a results file over to a metric as a detector would: image by image, float32, labels. */
  private record MetricRun(CocoAnnotations truth, Path results, List<String> classes) {
    Map<String, Double> figures(CocoMetric.Config config) {
      DetectionColumns all =
          DetectionColumns.of(ResultColumns.read(results, IouType.BBOX).resolve(truth));
      int[] labelOfCategory = new int[truth.categoryCount()];
      int labels = 0;
      for (int c = 0; c < labelOfCategory.length; c++) {
        boolean wanted = classes.contains(truth.categoryNames().get(c));
        labelOfCategory[c] = wanted ? labels++ : -1;
      }
      CocoMetric metric = new CocoMetric(config);
      metric.start(classes);
      for (int image = 0; image < truth.imageCount(); image++) {
        metric.add(truth.imageId(image), detections(all, image, labelOfCategory), null);
      }
      return metric.report().values();
    }

    private static Detections detections(DetectionColumns all, int image, int[] labelOfCategory) {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (all.image(i) == image && labelOfCategory[all.label(i)] >= 0) {
          kept.add(i);
        }
      }
      float[] boxes = new float[4 * kept.size()];
      float[] scores = new float[kept.size()];
      int[] labels = new int[kept.size()];
      for (int i = 0; i < kept.size(); i++) {
        for (int k = 0; k < 4; k++) {
          boxes[4 * i + k] = all.box(kept.get(i), k);
        }
        scores[i] = all.score(kept.get(i));
        labels[i] = labelOfCategory[all.label(kept.get(i))];
      }
      return new Detections(boxes, scores, labels, null);
    }
  }
}
