package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.Rle;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;

class CocoMetricTest {
  private static final Detections NONE = detections(new float[0], new float[0]);
  private static final Detections FOUND =
      detections(new float[] {0, 0, 40, 50}, new float[] {0.9f}, 0);

  @TempDir private Path folder;
  private Path truth;

  @BeforeEach
  void writeTruth() {
    truth = new TestSet(folder).truth(1, "[0,0,40,50]").truthFile();
  }

  private static Detections detections(float[] boxes, float[] scores, int... labels) {
    return new Detections(boxes, scores, labels, null);
  }

  /** The metric of a config, as the binder makes it. */
  private static Metric metric(String keys) {
    Registry registry = Registry.load();
    return new Binder(registry).spec(Metric.class, "dict(type='CocoMetric', " + keys + ")").build();
  }

  private Metric started(String keys) {
    Metric metric = metric("ann_file='" + truth + "', " + keys);
    metric.start(List.of("cat"));
    return metric;
  }

  private Map<String, Double> figures(String keys) {
    Metric metric = started(keys);
    metric.add(1, FOUND, null);
    return metric.report().values();
  }

  @Test
  void figuresAreNamedAndOrderedAsUpstreamNamesThem() {
    assertThat(figures(""))
        .containsExactly(
            entry("coco/bbox_mAP", 1.0),
            entry("coco/bbox_mAP_50", 1.0),
            entry("coco/bbox_mAP_75", 1.0),
            entry("coco/bbox_mAP_s", -1.0),
            entry("coco/bbox_mAP_m", 1.0),
            entry("coco/bbox_mAP_l", -1.0));
    assertThat(figures("metric=['proposal', 'proposal_fast'], prefix='p'").keySet())
        .containsExactly(
            "p/AR@100", "p/AR@300", "p/AR@1000", "p/AR_s@1000", "p/AR_m@1000", "p/AR_l@1000");
  }

  @Test
  void classwiseFiguresComeFirstAndAreNanWithoutTruths() {
    truth =
        new TestSet(folder)
            .categories(TestSet.category(1, "cat"), TestSet.category(5, "dog"))
            .truth(1, "[0,0,40,50]")
            .truthFile();
    Metric metric = metric("ann_file='" + truth + "', classwise=True, metric_items=['mAP']");
    metric.start(List.of("cat", "dog"));
    metric.add(1, FOUND, null);
    MetricReport report = metric.report();
    assertThat(report.values())
        .containsExactly(
            entry("coco/cat_precision", 1.0),
            entry("coco/dog_precision", Double.NaN),
            entry("coco/bbox_mAP", 1.0));
    assertThat(report.text())
        .contains("| cat      | 1.0 | 1.0    | 1.0    | nan   | 1.0   | nan   |\n")
        .contains("| dog      | nan | nan    | nan    | nan   | nan   | nan   |\n")
        .endsWith("bbox_mAP_copypaste: 1.000 1.000 1.000 -1.000 1.000 -1.000\n");
  }

  @Test
  void namesFollowTheFileWhilePrecisionsFollowTheIdsUnlessSorted() {
    truth =
        new TestSet(folder)
            .categories(TestSet.category(9, "dog"), TestSet.category(1, "cat"))
            .truth(1, "[0,0,40,50]")
            .truthFile();
    String keys = "ann_file='" + truth + "', classwise=True, metric_items=['mAP']";
    Metric asUpstream = metric(keys);
    asUpstream.start(List.of("cat", "dog"));
    asUpstream.add(1, detections(new float[] {0, 0, 40, 50}, new float[] {1}, 1), null);
    assertThat(asUpstream.report().values())
        .containsEntry("coco/dog_precision", 1.0)
        .containsEntry("coco/cat_precision", Double.NaN);
    Metric sorted = metric(keys + ", sort_categories=True");
    sorted.start(List.of("cat", "dog"));
    sorted.add(1, FOUND, null);
    assertThat(sorted.report().values())
        .containsEntry("coco/cat_precision", 1.0)
        .containsEntry("coco/dog_precision", Double.NaN);
  }

  @Test
  void thresholdsLimitsAndItemsCanBeChosen() {
    assertThat(figures("iou_thrs=0.5, metric_items=('mAP', 'mAP_50', 'mAP_75', 'AR@100')"))
        .containsExactly(
            entry("coco/bbox_mAP", 1.0),
            entry("coco/bbox_mAP_50", 1.0),
            entry("coco/bbox_mAP_75", -1.0),
            entry("coco/bbox_AR@100", 1.0));
    assertThat(figures("proposal_nums=(1, 10, 20), metric_items=['mAP', 'mAP_50']"))
        .containsExactly(entry("coco/bbox_mAP", -1.0), entry("coco/bbox_mAP_50", 1.0));
    assertThat(figures("proposal_nums=[20], use_mp_eval=True"))
        .containsEntry("coco/bbox_mAP", 1.0)
        .containsEntry("coco/bbox_mAP_50", 1.0)
        .hasSize(6);
    assertThat(figures("proposal_nums=[20], use_mp_eval=True, metric_items=['AR@100']"))
        .containsExactly(entry("coco/bbox_AR@100", 1.0));
    assertThat(figures("metric='proposal_fast', proposal_nums=[3], iou_thrs=[0.5, 0.9]"))
        .containsExactly(entry("coco/AR@3", 1.0));
  }

  @Test
  void fastProposalsAreTakenInTheOrderGiven() {
    Metric metric = started("metric='proposal_fast', proposal_nums=(1, 2)");
    float[] boxes = {50, 50, 60, 60, 0, 0, 40, 50};
    metric.add(1, detections(boxes, new float[] {0.1f, 0.9f}, 0, 0), null);
    assertThat(metric.report().values())
        .containsExactly(entry("coco/AR@1", 0.0), entry("coco/AR@2", 1.0));
  }

  @Test
  void theSummaryReadsAsThatOfPycocotools() {
    Metric metric = started("");
    metric.add(1, FOUND, null);
    assertThat(metric.report().text())
        .startsWith(
            """
             Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 1.000
             Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=1000 ] = 1.000
            """)
        .contains(
            " Average Recall     (AR) @[ IoU=0.50:0.95 | area= small | maxDets=1000 ] = -1.000\n");
  }

  @Test
  void resultFilesHoldWhatPythonsJsonWouldWrite() throws IOException {
    Metric metric = started("format_only=True, outfile_prefix='" + folder.resolve("out/r") + "'");
    Rle mask = new Rle(100, 100, new int[] {0, 44, 9956});
    metric.add(
        1,
        new Detections(
            new float[] {0.1f, 1e-6f, 40, 50}, new float[] {0.9f}, new int[] {0}, new Rle[] {mask}),
        null);
    assertThat(metric.report().values()).isEmpty();
    String box =
        "{\"image_id\": 1, \"bbox\": [0.10000000149011612, 9.999999974752427e-07,"
            + " 39.899999998509884, 49.999999], \"score\": 0.8999999761581421,"
            + " \"category_id\": 1";
    assertThat(folder.resolve("out/r.bbox.json")).hasContent("[" + box + "}]");
    assertThat(folder.resolve("out/r.segm.json"))
        .hasContent(
            "[" + box + ", \"segmentation\": {\"size\": [100, 100], \"counts\": \"0\\\\1Tg9\"}}]");
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void noDetectionAtAllGivesNoFigureOfPrecision() {
    Metric metric = started("metric=['proposal_fast', 'bbox', 'proposal']");
    metric.add(1, NONE, null);
    MetricReport report = metric.report();
    assertThat(report.values().keySet())
        .containsExactly("coco/AR@100", "coco/AR@300", "coco/AR@1000");
    assertThat(report.text()).contains("No detection in the whole data set");
  }

  @Test
  void truthMayComeWithTheImages() {
    Metric metric = metric("metric=['bbox', 'segm']");
    assertThat(metric.needsTruth()).isTrue();
    metric.start(List.of("cat"));
    Rle[] masks = {new Rle(100, 100, new int[] {0, 2000, 8000})};
    boolean[] counted = {false};
    ImageTruth inImage = new ImageTruth(new double[] {0, 0, 40, 50}, new int[1], counted, masks);
    float[] boxes = {0, 0, 40, 50};
    metric.add(77, new Detections(boxes, new float[] {1}, new int[1], masks), inImage);
    assertThat(metric.report().values())
        .containsEntry("coco/bbox_mAP", 1.0)
        .containsEntry("coco/segm_mAP", 1.0);
    assertThatThrownBy(() -> metric.add(78, NONE, null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("image 78: CocoMetric without ann_file needs the truth");
  }

  @Test
  void imagesThatDoNotBelongAreRefused() {
    Metric metric = started("");
    metric.add(1, FOUND, null);
    assertThatThrownBy(() -> metric.add(1, FOUND, null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("image 1 was given to CocoMetric twice");
    assertThatThrownBy(() -> metric.add(2, FOUND, null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("truth.json: no image with id 2");
    metric.start(List.of("cat"));
    metric.add(1, FOUND, null);
    assertThat(metric.report().values()).containsEntry("coco/bbox_mAP", 1.0);
  }

  @Test
  void classesThatDoNotBelongAreRefused() {
    Metric metric = started("");
    metric.add(1, detections(new float[4], new float[] {1}, 1), null);
    assertThatThrownBy(metric::report)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a detection has label 1, but the file has only 1 of the dataset's");
    metric.start(List.of("dog"));
    metric.add(1, NONE, null);
    assertThatThrownBy(metric::report)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has none of the dataset's classes [dog]");
  }

  @Test
  void masksAreNeededForSegm() {
    truth =
        new TestSet(folder)
            .truth(1, "[0,0,40,50]", 1, ",\"segmentation\":[[0,0,9,0,9,9]]")
            .truthFile();
    Metric metric = started("metric='segm'");
    metric.add(1, FOUND, null);
    assertThatThrownBy(metric::report)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("metric 'segm' needs masks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metric='keypoints' | metric",
        "metric=[] | metric names nothing",
        "metric_items=['AP'] | metric_items has no 'AP'",
        "proposal_nums=(100,) | proposal_nums needs three numbers",
        "proposal_nums=[300], use_mp_eval=True, metric='proposal' | 'AR_m@1000' needs three",
        "proposal_nums=(0, 1, 2) | proposal_nums must be whole numbers above 0",
        "iou_thrs=[] | iou_thrs must be numbers from 0 to 1",
        "iou_thrs=50 | iou_thrs must be numbers from 0 to 1",
        "format_only=True | it needs outfile_prefix",
        "file_client_args=dict(backend='disk') | file_client_args is upstream's former name",
        "backend_args=dict(backend='petrel') | backend_args: only dict(backend='local')",
        "collect_device='tpu' | collect_device must be 'cpu' or 'gpu'",
        "annfile='x' | annfile"
      })
  void wrongSettingsAreRefused(String keys, String message) {
    assertThatThrownBy(() -> metric(keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void settingsOfUpstreamWithoutEffectHereAreAccepted() {
    assertThat(
            figures(
                "backend_args=None, file_client_args=None, collect_device='gpu', use_mp_eval=True"))
        .containsEntry("coco/bbox_mAP", 1.0);
  }
}
