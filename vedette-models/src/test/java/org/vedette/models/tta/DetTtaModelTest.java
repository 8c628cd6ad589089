package org.vedette.models.tta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.Rle;
import org.vedette.core.TtaModel;
import org.vedette.models.Configs;

/** Views of an image of 100 x 60 pixels. */
class DetTtaModelTest {
  private static final String MODULE =
      "module=dict(type='YOLOX', data_preprocessor=dict(type='DetDataPreprocessor'),"
          + " backbone=dict(type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125),"
          + " neck=dict(type='YOLOXPAFPN', in_channels=[32, 64, 128], out_channels=16,"
          + " num_csp_blocks=1),"
          + " bbox_head=dict(type='YOLOXHead', num_classes=2, in_channels=16, feat_channels=16))";

  private static TtaModel model(String more) {
    String literal = "dict(type='DetTTAModel', " + MODULE + more + ")";
    return Configs.BINDER.spec(TtaModel.class, literal).build();
  }

  private static TtaModel merging(String keys) {
    return model(", tta_cfg=dict(" + keys + ")");
  }

  private static TtaModel merging(int max) {
    return merging("nms=dict(type='nms', iou_threshold=0.5), max_per_img=" + max);
  }

  /** A view of twice the size in x and half in y. */
  private static ImageMeta view(String direction) {
    return new ImageMeta(1, "", 60, 100, 30, 200, 32, 224, 2, 0.5, !direction.isEmpty(), direction);
  }

  private static Detections found(float score, int label, float... box) {
    return new Detections(box, new float[] {score}, new int[] {label}, null);
  }

  private static Detections none() {
    return new Detections(new float[0], new float[0], new int[0], null);
  }

  @Test
  void boxesAreMirroredBackInTheOriginalImage() {
    for (String direction : List.of("", "horizontal", "vertical", "diagonal")) {
      float[] expected =
          switch (direction) {
            case "horizontal" -> new float[] {70, 5, 90, 25};
            case "vertical" -> new float[] {10, 35, 30, 55};
            case "diagonal" -> new float[] {70, 35, 90, 55};
            default -> new float[] {10, 5, 30, 25};
          };
      Detections merged =
          merging(10).merge(List.of(view(direction)), List.of(found(0.9f, 1, 10, 5, 30, 25)));
      assertThat(merged.boxes()).as(direction).containsExactly(expected);
      assertThat(merged.scores()).containsExactly(0.9f);
      assertThat(merged.labels()).containsExactly(1);
    }
  }

  @Test
  void whatSeveralViewsFoundIsSuppressedWithinItsClass() {
    Detections merged =
        merging(10)
            .merge(
                List.of(view("horizontal"), view(""), view("")),
                List.of(
                    found(0.6f, 0, 69, 5, 89, 25),
                    found(0.9f, 0, 10, 5, 30, 25),
                    found(0.7f, 1, 10, 5, 30, 25)));
    assertThat(merged.scores()).containsExactly(0.9f, 0.7f);
    assertThat(merged.labels()).containsExactly(0, 1);
    assertThat(merged.boxes()).containsExactly(10, 5, 30, 25, 10, 5, 30, 25);
  }

  @Test
  void equalScoresStandInTheOrderOfTheViews() {
    Detections merged =
        merging(10)
            .merge(
                List.of(view("vertical"), view("")),
                List.of(found(0.5f, 1, 0, 0, 9, 9), found(0.5f, 0, 50, 0, 59, 9)));
    assertThat(merged.labels()).containsExactly(1, 0);
    assertThat(merged.boxes()).containsExactly(0, 51, 9, 60, 50, 0, 59, 9);
  }

  @Test
  void bestAreKept() {
    List<ImageMeta> views = List.of(view(""), view(""), view(""));
    List<Detections> found =
        List.of(
            found(0.2f, 0, 0, 0, 9, 9), found(0.8f, 0, 20, 0, 29, 9), found(0.5f, 0, 40, 0, 49, 9));
    assertThat(merging(2).merge(views, found).scores()).containsExactly(0.8f, 0.5f);
    assertThat(merging(0).merge(views, found).size()).isZero();
    assertThat(merging("nms=None, max_per_img=None").merge(views, found).scores())
        .containsExactly(0.8f, 0.5f, 0.2f);
  }

  @Test
  void loweredScoresOfSoftSuppressionAreThoseOfTheResult() {
    Detections merged =
        merging("nms=dict(type='soft_nms', iou_threshold=0.5), max_per_img=5")
            .merge(
                List.of(view(""), view("")),
                List.of(found(0.8f, 0, 0, 0, 10, 10), found(0.5f, 0, 0, 0, 10, 10)));
    assertThat(merged.scores()).containsExactly(0.8f);
  }

  @Test
  void nothingFoundIsNothingMerged() {
    List<Detections> found = List.of(none(), none());
    assertThat(merging(5).merge(List.of(view("diagonal"), view("")), found).size()).isZero();
  }

  @Test
  void whatWasFoundStaysAsItIs() {
    Detections found = found(0.9f, 0, 10, 5, 30, 25);
    float[] before = Arrays.copyOf(found.boxes(), 4);
    Detections unused = merging(5).merge(List.of(view("diagonal")), List.of(found));
    assertThat(found.boxes()).containsExactly(before);
  }

  @Test
  void masksAreRefused() {
    Detections masked = new Detections(new float[0], new float[0], new int[0], new Rle[0]);
    assertThatThrownBy(() -> merging(5).merge(List.of(view("")), List.of(masked)))
        .hasMessageContaining("merges boxes only");
  }

  @Test
  void preprocessorIsHandedDownToTheModel() {
    TtaModel model =
        model(
            ", tta_cfg=dict(nms=dict(iou_threshold=0.5), max_per_img=5),"
                + " data_preprocessor=dict(type='DetDataPreprocessor', pad_size_divisor=64)");
    assertThat(model.module().node().dict("data_preprocessor").has("pad_size_divisor")).isTrue();
    assertThatThrownBy(
            () ->
                model(
                    ", tta_cfg=dict(nms=None, max_per_img=5),"
                        + " data_preprocessor=dict(type='DetDataPreprocessor', pad_sice=64)"))
        .hasMessageContaining("pad_sice: unknown key");
  }

  @Test
  void settingsThatCannotMergeAreRefused() {
    assertThatThrownBy(() -> model("")).hasMessageContaining("'tta_cfg' is needed");
    assertThatThrownBy(() -> merging("max_per_img=5")).hasMessageContaining("nms: missing key");
    assertThatThrownBy(() -> merging(-1)).hasMessageContaining("must not be below 0, got -1");
  }
}
