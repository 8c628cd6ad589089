package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.api.ModelRuntime;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.config.ConfigFile;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.core.Models;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Evaluator;
import org.vedette.metrics.coco.CocoMetric;
import org.vedette.metrics.coco.EvalTarget;
import org.vedette.metrics.coco.OfflineEvaluation;
import org.vedette.tensor.Device;

/** What {@code vedette test} finds on photographs, and how well: against MMDetection's own run. */
@Tag("real")
class RealDetectionsTest {
  private static final String REFERENCE = "reference/components/real_detection/";
  private static final long PERSON = 1;

  @TempDir private Path folder;

  /** A detection: the box x y w h and its score. */
  private record Box(double[] xywh, double score) {
    static Box of(Map<String, Object> json) {
      return new Box(SharedJson.doubles(json.get("bbox")), SharedJson.number(json.get("score")));
    }

    boolean agrees(Box other) {
      return Math.abs(score - other.score) <= 1e-3 && iou(other) > 0.99;
    }

    private double iou(Box other) {
      double shared = overlap(other, 0) * overlap(other, 1);
      return shared / (xywh[2] * xywh[3] + other.xywh[2] * other.xywh[3] - shared);
    }

    private double overlap(Box other, int axis) {
      double start = Math.max(xywh[axis], other.xywh[axis]);
      double end = Math.min(xywh[axis] + xywh[axis + 2], other.xywh[axis] + other.xywh[axis + 2]);
      return Math.max(0, end - start);
    }
  }

  @ParameterizedTest(name = "{2} on {3}")
  @CsvSource({
    "yolox/yolox_nano_8xb8-300e_coco.py, yolox_nano_coco.pth, yolox_nano, val",
    "yolox/yolox_nano_8xb8-300e_coco.py, yolox_nano_coco.pth, yolox_nano, train",
    "rtmdet/rtmdet_nano_8xb32-300e_person.py, rtmdet_nano_person.pth, rtmdet_nano_person_320, val",
    "rtmdet/rtmdet_nano_8xb32-300e_person-640.py, rtmdet_nano_person.pth,"
        + " rtmdet_nano_person_640, val",
  })
  void precisionAndDetectionsAreThoseOfMmdetection(
      String config, String weights, String model, String set) {
    String record = REFERENCE + model + "_coco_tiny_" + set + "80_";
    Map<String, Object> expected = SharedJson.map(SharedJson.read(record + "expected.json"));
    Path truth = SharedData.require("data/coco_tiny/annotations/instances_" + set + "2017.json");
    Path results = folder.resolve("results.json");

    Evaluator.Result result = test(config, weights, set, results);

    OfflineEvaluation exact = OfflineEvaluation.run(truth, results, EvalTarget.BBOX, false);
    boolean personOnly = expected.get("catIds_evaluated") instanceof List<?>;
    double precision = personOnly ? exact.perCategory().get(PERSON) : exact.stats()[0];
    double wanted = SharedJson.number(SharedJson.map(expected.get("stats")).get("AP"));
    assertThat(precision).isCloseTo(wanted, within(5e-4));
    // The printed figure is the same one, rounded to three digits as upstream rounds.
    assertThat(result.values().get("coco/bbox_mAP")).isCloseTo(precision, within(5.001e-4));
    assertThat(agreement(SharedJson.read(results), SharedJson.read(record + "results.json.gz")))
        .isGreaterThanOrEqualTo(0.995);
  }

  /** What {@code vedette test} does. */
  private static Evaluator.Result test(String config, String weights, String set, Path results) {
    String root = SharedData.require("data/coco_tiny").toString();
    String truth = "annotations/instances_" + set + "2017.json";
    DictNode settings =
        ConfigFile.load(Path.of(System.getProperty("vedette.root"), "configs", config))
            .withOptions(
                List.of(
                    "test_dataloader.dataset.data_root=" + root + "/",
                    "test_dataloader.dataset.ann_file=" + truth,
                    "test_dataloader.dataset.data_prefix.img=" + set + "2017/",
                    "test_evaluator.ann_file=" + root + "/" + truth))
            .root();
    Binder binder = new Binder(Registry.load());
    Evaluator evaluator = Evaluator.of(binder, settings, EvalStep.Phase.TEST);
    ModelRuntime runtime =
        ModelRuntime.load(
            Models.bind(binder, settings),
            SharedData.require("data/weights/" + weights),
            new ModelRuntime.Options(Device.CPU, true, false));
    Evaluator.Result result = evaluator.run(runtime::predict, step -> {});
    ((CocoMetric) evaluator.metrics().get(0)).writeResults(results);
    return result;
  }

  /** The share of detections of either side that the other has too, each taken once. */
  private static double agreement(Object found, Object expected) {
    Map<List<Object>, List<Box>> left = byImageAndCategory(found);
    int all = 0;
    int matched = 0;
    for (Map.Entry<List<Object>, List<Box>> group : byImageAndCategory(expected).entrySet()) {
      List<Box> candidates = left.getOrDefault(group.getKey(), List.of());
      for (Box box : group.getValue()) {
        all++;
        int at = 0;
        while (at < candidates.size() && !candidates.get(at).agrees(box)) {
          at++;
        }
        if (at < candidates.size()) {
          candidates.remove(at);
          matched++;
        }
      }
    }
    return (double) matched / Math.max(all, SharedJson.list(found).size());
  }

  private static Map<List<Object>, List<Box>> byImageAndCategory(Object results) {
    return SharedJson.list(results).stream()
        .map(SharedJson::map)
        .collect(
            Collectors.groupingBy(
                json -> List.of(json.get("image_id"), json.get("category_id")),
                Collectors.mapping(Box::of, Collectors.toCollection(ArrayList::new))));
  }
}
