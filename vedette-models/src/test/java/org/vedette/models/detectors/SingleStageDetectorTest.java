package org.vedette.models.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.TensorException;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class SingleStageDetectorTest {
  private static final String PARTS =
      "backbone=dict(type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125),"
          + " bbox_head=dict(type='YOLOXHead', num_classes=3, in_channels=16, feat_channels=16)";
  private static final String NECK =
      ", neck=dict(type='YOLOXPAFPN', in_channels=[32, 64, 128], out_channels=16,"
          + " num_csp_blocks=1)";

  private static Detector build(String type, String more) {
    return Configs.BINDER
        .spec(Detector.class, "dict(type='" + type + "', " + PARTS + more + ")")
        .build();
  }

  private static Batch blank() {
    return Batch.ofImages(
        Tensors.zeros(DType.FLOAT32, 1, 3, 64, 64), List.of(ImageMeta.ofSize(64, 64)));
  }

  @Test
  void testCfgIsHandedDownToTheHead() {
    Detector all = build("YOLOX", NECK + ", test_cfg=dict(score_thr=0.0, nms=None)");
    Detector none = build("YOLOX", NECK + ", test_cfg=dict(score_thr=1.0, nms=None)");
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      List<Detections> found = all.predict(blank());
      // 8x8, 4x4 and 2x2 cells.
      assertThat(found.get(0).size()).isEqualTo(84);
      assertThat(none.predict(blank()).get(0).size()).isZero();
    }
  }

  @Test
  void stagesAreNamedAndTheLastIsForward() {
    Detector detector = build("SingleStageDetector", NECK);
    detector.train(false);
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      assertThat(detector.stages(blank()).keySet()).containsExactly("backbone", "neck", "forward");
      assertThat(detector.stages(blank()).get("forward").flatten().keySet())
          .isEqualTo(detector.forward(blank()).flatten().keySet());
    }
  }

  @Test
  void withoutNeckTheHeadSeesTheBackbone() {
    Detector detector = build("FCOS", "");
    assertThat(detector.state().keySet()).noneMatch(name -> name.startsWith("neck."));
  }

  @Test
  void necksOfAListAreAppliedInOrder() {
    String second =
        "dict(type='YOLOXPAFPN', in_channels=[16, 16, 16], out_channels=16, num_csp_blocks=1)";
    String first = NECK.substring(NECK.indexOf('=') + 1);
    Detector detector = build("YOLOX", ", neck=[" + first + ", " + second + "]");
    assertThat(detector.state().keySet())
        .anyMatch(name -> name.startsWith("neck.0."))
        .anyMatch(name -> name.startsWith("neck.1."))
        .noneMatch(name -> name.startsWith("neck.reduce"));
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      assertThat(detector.stages(blank()).get("neck").flatten()).hasSize(3);
    }
    assertThatThrownBy(() -> build("YOLOX", ", neck=[]")).hasMessageContaining("neck=[]");
  }

  @Test
  void mapsThatDoNotFitTogetherNameThePart() {
    Detector detector = build("YOLOX", NECK);
    detector.train(false);
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Batch odd =
          Batch.ofImages(
              Tensors.zeros(DType.FLOAT32, 1, 3, 72, 72), List.of(ImageMeta.ofSize(72, 72)));
      assertThatThrownBy(() -> detector.forward(odd))
          .isInstanceOf(TensorException.class)
          .hasMessageStartingWith("neck (YoloxPafpn): input float32");
    }
  }

  @Test
  void checkpointsOfInitCfgAreNotOpenedToBuild() {
    String parts =
        PARTS.replace(
            "'CSPDarknet'",
            "'CSPDarknet', init_cfg=dict(type='Pretrained'," + " checkpoint='torchvision://none')");
    Detector detector =
        Configs.BINDER
            .spec(
                Detector.class,
                "dict(type='YOLOX', init_cfg=dict(type='Pretrained', checkpoint='none.pth'), "
                    + parts
                    + NECK
                    + ")")
            .build();
    assertThat(detector.numParams()).isPositive();
  }

  @Test
  void problemInHandedDownSettingsNamesThePlace() {
    assertThatThrownBy(() -> build("YOLOX", NECK + ", test_cfg=dict(score_th=0.1, nms=None)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("test_cfg.score_th")
        .hasMessageContaining("did you mean 'score_thr'?");
  }

  @Test
  void syncBatchNormIsAKeyOfRtmDetOnly() {
    assertThat(build("RTMDet", NECK + ", use_syncbn=False")).isInstanceOf(RtmDet.class);
    assertThatThrownBy(() -> build("YOLOX", NECK + ", use_syncbn=False"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("use_syncbn");
  }

  @Test
  void settingsThatAreMissingAreSaidWhenTheyAreNeeded() {
    Detector detector = build("YOLOX", NECK);
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      assertThatThrownBy(() -> detector.predict(blank())).hasMessageContaining("test_cfg");
    }
  }
}
