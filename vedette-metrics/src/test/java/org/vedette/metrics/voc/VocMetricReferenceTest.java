package org.vedette.metrics.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.base.SharedJson;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;

/** Against MMDetection's own figures on blood cells. */
class VocMetricReferenceTest {
  private static Map<String, Object> expected;
  private static final List<VocImage> IMAGES = new ArrayList<>();
  private static List<String> classes;

  @BeforeAll
  static void read() {
    expected =
        SharedJson.map(SharedJson.read("reference/components/voc_eval/bccd_expected.json.gz"));
    classes = SharedJson.list(expected.get("classes")).stream().map(String::valueOf).toList();
    IMAGES.clear();
    for (Object item : SharedJson.list(expected.get("images"))) {
      IMAGES.add(image(SharedJson.map(item)));
    }
  }

  private static VocImage image(Map<String, Object> item) {
    List<Object> dets = SharedJson.list(item.get("dets_label_score_xyxy"));
    float[] boxes = new float[4 * dets.size()];
    float[] scores = new float[dets.size()];
    int[] labels = new int[dets.size()];
    for (int i = 0; i < scores.length; i++) {
      double[] det = SharedJson.doubles(dets.get(i));
      labels[i] = (int) det[0];
      scores[i] = (float) det[1];
      copy(det, 2, boxes, i);
    }
    List<Object> truths = new ArrayList<>(SharedJson.list(item.get("gt")));
    int counted = truths.size();
    truths.addAll(SharedJson.list(item.get("gt_ignore")));
    float[] truthBoxes = new float[4 * truths.size()];
    int[] truthLabels = new int[truths.size()];
    boolean[] ignored = new boolean[truths.size()];
    for (int i = 0; i < ignored.length; i++) {
      double[] truth = SharedJson.doubles(truths.get(i));
      truthLabels[i] = (int) truth[0];
      ignored[i] = i >= counted;
      copy(truth, 1, truthBoxes, i);
    }
    return new VocImage(boxes, scores, labels, truthBoxes, truthLabels, ignored);
  }

  private static void copy(double[] from, int at, float[] boxes, int box) {
    for (int k = 0; k < 4; k++) {
      boxes[4 * box + k] = (float) from[at + k];
    }
  }

  private static AveragePrecision.Result judge(Map<String, Object> item, double[][] areas) {
    boolean legacy = (boolean) item.get("use_legacy_coordinate");
    return new AveragePrecision(
            item.get("eval_mode").equals("11points"),
            legacy ? 1 : 0,
            SharedJson.number(item.get("iou_thr")),
            areas)
        .judge(IMAGES, classes.size());
  }

  @Test
  void precisionsAreThoseOfEvalMap() {
    List<Object> cases = SharedJson.list(expected.get("eval_map"));
    assertThat(cases).hasSize(16);
    for (Object one : cases) {
      Map<String, Object> item = SharedJson.map(one);
      AveragePrecision.Result result = judge(item, null);
      assertThat((double) result.mean()[0])
          .as(item.get("eval_mode") + " " + item.get("iou_thr"))
          .isEqualTo(SharedJson.number(item.get("mean_ap")));
      for (int c = 0; c < classes.size(); c++) {
        Map<String, Object> of = SharedJson.map(SharedJson.list(item.get("per_class")).get(c));
        AveragePrecision.OfClass found = result.classes().get(c);
        assertThat(found.truths()[0]).isEqualTo(((Number) of.get("num_gts")).intValue());
        assertThat(found.detections()).isEqualTo(((Number) of.get("num_dets")).intValue());
        assertThat((double) found.average()[0]).isEqualTo(SharedJson.number(of.get("ap")));
        assertThat(found.recall()[0]).isEqualTo(SharedJson.number(of.get("recall_last")));
        assertThat((double) found.precision()[0])
            .isEqualTo(SharedJson.number(of.get("precision_last")));
      }
    }
  }

  @Test
  void precisionsOfScaleRangesAreThoseOfEvalMap() {
    Map<String, Object> item = SharedJson.map(expected.get("eval_map_scale_ranges"));
    double[][] areas =
        SharedJson.list(item.get("scale_ranges")).stream()
            .map(SharedJson::doubles)
            .map(range -> Arrays.stream(range).map(side -> side * side).toArray())
            .toArray(double[][]::new);
    AveragePrecision.Result result = judge(item, areas);
    double[] means = SharedJson.doubles(item.get("mean_ap"));
    for (int r = 0; r < areas.length; r++) {
      assertThat((double) result.mean()[r]).isEqualTo(means[r]);
      for (int c = 0; c < classes.size(); c++) {
        Map<String, Object> of = SharedJson.map(SharedJson.list(item.get("per_class")).get(c));
        assertThat(result.classes().get(c).truths()[r])
            .isEqualTo(SharedJson.ints(of.get("num_gts"))[r]);
        assertThat((double) result.classes().get(c).average()[r])
            .isEqualTo(SharedJson.doubles(of.get("ap"))[r]);
      }
    }
  }

  @Test
  void figuresAreThoseOfVocMetric() {
    List<Object> cases = SharedJson.list(expected.get("voc_metric"));
    assertThat(cases).hasSize(3);
    for (Object one : cases) {
      Map<String, Object> item = SharedJson.map(one);
      Metric metric =
          new Binder(Registry.load())
              .spec(
                  Metric.class,
                  "dict(type='VOCMetric', eval_mode='%s', iou_thrs=%s)"
                      .formatted(item.get("eval_mode"), item.get("iou_thrs")))
              .build();
      metric.start(classes);
      for (int i = 0; i < IMAGES.size(); i++) {
        add(metric, i, IMAGES.get(i));
      }
      Map<String, Double> figures = metric.report().values();
      Map<String, Object> out = SharedJson.map(item.get("out"));
      assertThat(figures).hasSameSizeAs(out);
      out.forEach(
          (key, value) ->
              assertThat(figures).containsEntry("pascal_voc/" + key, SharedJson.number(value)));
    }
  }

  private static void add(Metric metric, int id, VocImage image) {
    double[] truths = new double[image.truths().length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = image.truths()[i];
    }
    metric.add(
        id,
        new Detections(image.boxes(), image.scores(), image.labels(), null),
        new ImageTruth(truths, image.truthLabels(), image.ignored(), null));
  }

  @Test
  void recallsAreThoseOfEvalRecalls() {
    for (Object one : SharedJson.list(expected.get("recall"))) {
      Map<String, Object> item = SharedJson.map(one);
      List<Integer> counts =
          Arrays.stream(SharedJson.ints(item.get("proposal_nums"))).boxed().toList();
      List<Double> thresholds =
          Arrays.stream(SharedJson.doubles(item.get("iou_thrs"))).boxed().toList();
      BoxRecall recall = new BoxRecall(counts, (boolean) item.get("use_legacy_coordinate") ? 1 : 0);
      for (VocImage image : IMAGES) {
        int kept = 0;
        for (boolean ignored : image.ignored()) {
          kept += ignored ? 0 : 1;
        }
        recall.add(Arrays.copyOf(image.truths(), 4 * kept), image.boxes(), image.scores());
      }
      double[] flat =
          Arrays.stream(recall.recalls(thresholds)).flatMapToDouble(Arrays::stream).toArray();
      double[] wanted = SharedJson.doubles(SharedJson.map(item.get("recalls")).get("data"));
      assertThat(flat).containsExactly(wanted, within(1e-12));
    }
  }
}
