package org.vedette.metrics.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.MapEntry;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;

class VocMetricTest {
  private static final Binder BINDER = new Binder(Registry.load());

  private static Metric metric(String keys) {
    Metric metric = BINDER.spec(Metric.class, "dict(type='VOCMetric', " + keys + ")").build();
    metric.start(List.of("cat", "dog"));
    return metric;
  }

  /** A box of 10 by 10 pixels, the last one counted, is truth of both classes. */
  private static Map<String, Double> figures(String keys) {
    Metric metric = metric(keys);
    ImageTruth truth =
        new ImageTruth(
            new double[] {0, 0, 9, 9, 0, 0, 9, 9, 50, 50, 80, 80},
            new int[] {0, 1, 0},
            new boolean[] {false, false, true},
            null);
    float[] boxes = {0, 0, 9, 9, 0, 0, 9, 9, 0, 5, 9, 9, 50, 50, 80, 80};
    metric.add(
        1,
        new Detections(boxes, new float[] {0.9f, 0.8f, 0.7f, 0.95f}, new int[] {0, 0, 1, 0}, null),
        truth);
    return metric.report().values();
  }

  @Test
  void theSecondDetectionOfABoxIsWrongAndThatOfAnIgnoredOneDoesNotCount() {
    assertThat(figures("eval_mode='area'"))
        .containsExactly(entry("pascal_voc/mAP", 1.0), entry("pascal_voc/AP50", 1.0));
  }

  @Test
  void overlapsCountTheLastPixel() {
    // 5 of 10 rows are 0.5 only when both ends count.
    assertThat(figures("iou_thrs=[0.5, 0.51], prefix='p'"))
        .containsExactly(entry("p/mAP", 0.75), entry("p/AP50", 1.0), entry("p/AP51", 0.5));
  }

  @Test
  void scaleRangesAreJudgedByThemselves() {
    assertThat(figures("scale_ranges=[(0, 10), (10, 64)]").keySet())
        .containsExactly(
            "pascal_voc/mAP_0_10",
            "pascal_voc/mAP_10_64",
            "pascal_voc/AP50_0_10",
            "pascal_voc/AP50_10_64");
    assertThat(figures("scale_ranges=[(0, 10), (10, 64)]"))
        .containsEntry("pascal_voc/AP50_0_10", 0.0)
        .containsEntry("pascal_voc/AP50_10_64", 1.0);
  }

  @Test
  void recallIsThatOfDetectionsOfTheFirstClass() {
    assertThat(figures("metric=['recall'], proposal_nums=(2, 3), iou_thrs=[0.5, 0.75]"))
        .containsExactly(
            entry("pascal_voc/recall@2@0.5", 0.5),
            entry("pascal_voc/recall@2@0.75", 0.5),
            entry("pascal_voc/recall@3@0.5", 1.0),
            entry("pascal_voc/recall@3@0.75", 1.0),
            entry("pascal_voc/AR@2", 0.5),
            entry("pascal_voc/AR@3", 1.0));
  }

  @Test
  void withoutDetectionsAllIsZero() {
    Metric metric = metric("");
    metric.add(
        1,
        new Detections(new float[0], new float[0], new int[0], null),
        new ImageTruth(new double[4], new int[1], new boolean[1], null));
    assertThat(metric.report().values()).containsValues(0.0, 0.0);
    assertThat(metric.report().text())
        .contains("| cat   | 1   | 0    | 0.000  | 0.000 |")
        .contains("| mAP   |     |      |        | 0.000 |");
  }

  @Test
  void wrongSettingsAreRefused() {
    List<MapEntry<String, String>> wrong =
        List.of(
            entry("metric='map'", "metric must be 'mAP' or 'recall'"),
            entry("metric=['mAP', 'recall']", "metric must be"),
            entry("eval_mode='12points'", "eval_mode must be"),
            entry("iou_thrs=[50.0]", "iou_thrs must be numbers from 0 to 1"),
            entry("scale_ranges=[(5, 1)]", "scale_ranges must be pairs"),
            entry("proposal_nums=[]", "proposal_nums must be"),
            entry("collect_device='tpu'", "collect_device must be"));
    wrong.forEach(
        one ->
            assertThatThrownBy(() -> metric(one.getKey()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(one.getValue()));
    assertThatThrownBy(
            () ->
                metric("")
                    .add(7, new Detections(new float[0], new float[0], new int[0], null), null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("image 7: VOCMetric needs the truth");
  }

  @Test
  void aMeanOfFloatsIsSummedByEights() {
    assertThat(Float32Mean.of(new float[0])).isZero();
    assertThat(Float32Mean.of(new float[] {1, 2})).isEqualTo(1.5f);
    // Added one by one it would be 6 / 9.
    float[] nine = {1e8f, 1, 1, 1, -1e8f, 1, 1, 1, 3};
    assertThat(Float32Mean.of(nine)).isEqualTo(3f / 9);
  }
}
