package org.vedette.models.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class RtmDetHeadTest {
  private static final String COMMON =
      "num_classes=2, in_channels=4, feat_channels=4, stacked_convs=1,"
          + " anchor_generator=dict(type='MlvlPointGenerator', strides=[8, 16], offset=0),"
          + " bbox_coder=dict(type='DistancePointBBoxCoder'),"
          + " loss_cls=dict(type='QualityFocalLoss'), loss_bbox=dict(type='GIoULoss')";
  private static final String TRAIN =
      ", train_cfg=dict(assigner=dict(type='DynamicSoftLabelAssigner'), allowed_border=-1,"
          + " pos_weight=-1, debug=False)";
  private static final String TEST =
      ", test_cfg=dict(nms_pre=100, score_thr=0.3, min_bbox_size=0,"
          + " nms=dict(type='nms', iou_threshold=0.5), max_per_img=10)";
  private static final String GROUPS = ", norm_cfg=dict(type='GN', num_groups=2)";

  private static Layer build(String type, String more) {
    return Configs.BINDER
        .spec(DenseHead.class, "dict(type='" + type + "', " + COMMON + more + ")")
        .build();
  }

  private static RtmDetSepBnHead sepBn(String more) {
    return (RtmDetSepBnHead) build("RTMDetSepBNHead", ", with_objectness=False" + more);
  }

  /** Maps of an image of 32x32. */
  private static List<Tensor> maps() {
    return List.of(
        Tensors.zeros(DType.FLOAT32, 1, 4, 4, 4), Tensors.zeros(DType.FLOAT32, 1, 4, 2, 2));
  }

  private static List<String> names(Layer layer) {
    return layer.state().keySet().stream()
        .filter(name -> !name.contains("mask_head"))
        .collect(Collectors.toList());
  }

  @Test
  void oneTowerForAllLevelsHasOneScalePerLevel() {
    assertThat(names(build("RTMDetHead", GROUPS)))
        .containsExactly(
            "cls_convs.0.conv.weight",
            "cls_convs.0.gn.weight",
            "cls_convs.0.gn.bias",
            "reg_convs.0.conv.weight",
            "reg_convs.0.gn.weight",
            "reg_convs.0.gn.bias",
            "rtm_cls.weight",
            "rtm_cls.bias",
            "rtm_reg.weight",
            "rtm_reg.bias",
            "rtm_obj.weight",
            "rtm_obj.bias",
            "scales.0.scale",
            "scales.1.scale");
  }

  @Test
  void headsWithMasksAddKernelsAndPrototypes() {
    Layer shared = build("RTMDetInsHead", GROUPS);
    assertThat(names(shared)).contains("kernel_convs.0.conv.weight", "rtm_kernel.weight");
    assertThat(shared.state().get("rtm_kernel.weight").shape()).containsExactly(169, 4, 3, 3);
    assertThat(shared.state().get("mask_head.projection.weight").shape())
        .containsExactly(8, 4, 1, 1);
    Layer sepBn = build("RTMDetInsSepBNHead", "");
    assertThat(sepBn.state().get("reg_convs.1.0.bn.weight"))
        .isSameAs(sepBn.state().get("cls_convs.1.0.bn.weight"));
  }

  @Test
  void everyHeadPredictsTwoClassesAndFourDistancesAtEachCell() {
    for (String type :
        List.of("RTMDetHead", "RTMDetSepBNHead", "RTMDetInsHead", "RTMDetInsSepBNHead")) {
      DenseHead<?> head = (DenseHead<?>) build(type, type.contains("SepBN") ? "" : GROUPS);
      try (TensorScope scope = TensorScope.open()) {
        List<Tensor> found = List.copyOf(head.forward(maps()).tree().flatten().values());
        assertThat(found.stream().limit(4).map(Tensors::shape))
            .as(type)
            .containsExactly(
                new long[] {1, 2, 4, 4},
                new long[] {1, 2, 2, 2},
                new long[] {1, 4, 4, 4},
                new long[] {1, 4, 2, 2});
      }
    }
  }

  @Test
  void sharedConvolutionsCountOnce() {
    int convolution = 4 * 4 * 9;
    assertThat(sepBn(", share_conv=False").numParams() - sepBn("").numParams())
        .isEqualTo(2L * convolution);
  }

  @Test
  void objectnessJoinsAsAGeometricMeanOfProbabilities() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor joined =
          RtmDetLayers.withObjectness(
              Tensors.of(new float[] {0, 2, -50}, 3), Tensors.of(new float[] {0, -1, -50}, 3));
      float[] logits = Tensors.toFloats(joined);
      double mean = Math.sqrt(1 / (1 + Math.exp(-2)) / (1 + Math.exp(1)));
      assertThat(logits[0]).isCloseTo(0, within(1e-6f));
      assertThat((double) logits[1]).isCloseTo(Math.log(mean / (1 - mean)), within(1e-5));
      // No probability falls below 1e-5.
      assertThat((double) logits[2]).isCloseTo(Math.log(1e-5), within(1e-4));
    }
  }

  @Test
  void boxesLieAroundTheirPointsInTheOriginalImage() {
    float[] classes = new float[2 * 16];
    Arrays.fill(classes, -9);
    // Second class at row 1, column 2 of the finer level: the point (16, 8).
    classes[16 + 4 + 2] = 0;
    float[] distances = new float[4 * 16];
    Arrays.fill(distances, 4);
    Detections found;
    try (TensorScope scope = TensorScope.open()) {
      RtmDetOutputs outputs =
          new RtmDetOutputs(
              List.of(
                  Tensors.of(classes, 1, 2, 4, 4),
                  Tensors.fullLike(Tensors.zeros(DType.FLOAT32, 1), -9, 1, 2, 2, 2)),
              List.of(Tensors.of(distances, 1, 4, 4, 4), Tensors.zeros(DType.FLOAT32, 1, 4, 2, 2)));
      ImageMeta half = new ImageMeta(-1, "", 64, 64, 32, 32, 32, 32, 0.5, 0.25, false, "");
      found = sepBn(TEST).predict(outputs, List.of(half)).get(0);
    }
    assertThat(found.labels()).containsExactly(1);
    assertThat(found.scores()).containsExactly(0.5f);
    assertThat(found.boxes()).containsExactly(24, 16, 40, 48);
  }

  @Test
  void withoutTruthsOnlyTheClassesOfPointsOnTheImageAreTrained() {
    RtmDetSepBnHead head = sepBn(TRAIN);
    // The left half of the batch is image, the rest padding: 4 * 2 points and 2 * 1.
    ImageMeta left = new ImageMeta(-1, "", 32, 16, 32, 16, 32, 16, 1, 1, false, "");
    try (TensorScope scope = TensorScope.open()) {
      RtmDetOutputs outputs =
          new RtmDetOutputs(
              List.of(
                  Tensors.zeros(DType.FLOAT32, 1, 2, 4, 4),
                  Tensors.zeros(DType.FLOAT32, 1, 2, 2, 2)),
              List.of(
                  Tensors.zeros(DType.FLOAT32, 1, 4, 4, 4),
                  Tensors.zeros(DType.FLOAT32, 1, 4, 2, 2)));
      Losses losses = head.loss(outputs, batch(left), StepContext.FIRST);
      // Logit 0 as background: log(2) times the square of one half, for two classes.
      double each = 2 * Math.log(2) / 4;
      List<Tensor> classes = losses.parts().get("loss_cls");
      assertThat(classes.get(0).item_double()).isCloseTo(8 * each, within(1e-5));
      assertThat(classes.get(1).item_double()).isCloseTo(2 * each, within(1e-5));
      assertThat(losses.parts().get("loss_bbox").get(0).item_double()).isZero();
    }
  }

  private static Batch batch(ImageMeta meta) {
    Instances none =
        Instances.truths(Tensors.of(new float[0], 0, 4), Tensors.of(new long[0], 0), null);
    return new Batch(
        Tensors.zeros(DType.FLOAT32, 1, 3, 32, 32), List.of(meta), List.of(none), null);
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatThrownBy(() -> sepBn(", use_depthwise=True"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("set share_conv=False");
    RtmDetSepBnHead head = sepBn("");
    RtmDetOutputs outputs = head.forward(maps());
    ImageMeta meta = ImageMeta.ofSize(32, 32);
    assertThatThrownBy(() -> head.loss(outputs, batch(meta), StepContext.FIRST))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("train_cfg");
    assertThatThrownBy(() -> head.predict(outputs, List.of(meta)))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("test_cfg");
  }
}
