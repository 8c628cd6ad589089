package org.vedette.models.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.core.task.Assignment;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class YoloxHeadTest {
  private static final String SMALL =
      "dict(num_classes=2, in_channels=4, feat_channels=4, strides=(8, 16),"
          + " test_cfg=dict(score_thr=0.25, nms=dict(type='nms', iou_threshold=0.5)),"
          + " train_cfg=dict(assigner=dict(type='SimOTAAssigner'))";

  private static YoloxHead head(String more) {
    return new YoloxHead(Configs.BINDER.bind(YoloxHead.Config.class, SMALL + more + ")"));
  }

  /** Raw predictions of one image: a finer level of 1x2 cells, a coarser one of a single cell. */
  private static YoloxHead.Predicted predicted(float[] finer, float[] coarser) {
    // Channels: two classes, four numbers of the box, the object.
    Tensor fine = Tensors.of(finer, 1, 7, 1, 2);
    Tensor coarse = Tensors.of(coarser, 1, 7, 1, 1);
    return new YoloxHead.Predicted(
        List.of(fine.narrow(1, 0, 2), coarse.narrow(1, 0, 2)),
        List.of(fine.narrow(1, 2, 4), coarse.narrow(1, 2, 4)),
        List.of(fine.narrow(1, 6, 1), coarse.narrow(1, 6, 1)));
  }

  private static ImageMeta scaled(double x, double y) {
    return new ImageMeta(-1, "", 16, 32, 16, 16, 16, 16, x, y, false, "");
  }

  @Test
  void boxesAreDecodedFromCellCornersAndTakenBackToTheOriginalImage() {
    float[] finer = {-99, -99, -99, 0, 0, 0.5f, 0, 0.25f, 0, 0.6931472f, 0, 0, 0, 99};
    float[] coarser = {0, -99, 0, 0, 0, 0, -99};
    Detections found;
    try (TensorScope scope = TensorScope.open()) {
      found = head("").predict(predicted(finer, coarser), List.of(scaled(0.5, 2))).get(0);
    }
    assertThat(found.labels()).containsExactly(1);
    assertThat(found.scores()).containsExactly(0.5f);
    // Second cell of the finer level: corner (8, 0), centre (12, 2), size 16 x 8.
    assertThat(found.boxes()).containsExactly(new float[] {8, -1, 40, 3}, within(1e-4f));
  }

  @Test
  void scoreAtTheThresholdStaysAndOverlapsGoWithinAClassOnly() {
    // Equal boxes: cell 0 is moved onto cell 1, the coarse cell by its own size.
    float[] finer = {99, 99, -99, -99, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0.5f};
    float[] coarser = {-99, 0, 0.5f, 0, -0.6931472f, -0.6931472f, 0};
    Detections found;
    try (TensorScope scope = TensorScope.open()) {
      found = head("").predict(predicted(finer, coarser), List.of(scaled(1, 1))).get(0);
    }
    // Class 0 twice on one place: the better stays. Class 1 with 0.5 * 0.5 is at the threshold.
    assertThat(found.labels()).containsExactly(0, 1);
    assertThat(found.scores()[0]).isCloseTo(0.6224593f, within(1e-6f));
    assertThat(found.scores()[1]).isEqualTo(0.25f);
  }

  @Test
  void batchWithoutTruthsTrainsTheObjectBranchOnly() {
    YoloxHead head = head("");
    head.useL1(true);
    try (TensorScope scope = TensorScope.open()) {
      List<Tensor> maps =
          List.of(
              Tensors.zeros(DType.FLOAT32, 1, 4, 2, 2), Tensors.zeros(DType.FLOAT32, 1, 4, 1, 1));
      Instances none =
          Instances.truths(Tensors.of(new float[0], 0, 4), Tensors.of(new long[0], 0), null);
      Batch batch = new Batch(null, List.of(ImageMeta.ofSize(16, 16)), List.of(none), List.of());
      Losses losses = head.loss(head.forward(maps), batch, StepContext.FIRST);
      assertThat(losses.parts().keySet())
          .containsExactly("loss_cls", "loss_bbox", "loss_obj", "loss_l1");
      assertThat(losses.parts().get("loss_cls").get(0).item_float()).isZero();
      // Five priors that start at a probability of one in a hundred.
      assertThat(losses.parts().get("loss_obj").get(0).item_double())
          .isCloseTo(-5 * Math.log(0.99), within(1e-5));
      losses.total().backward();
      assertThat(head.parameters().values()).allMatch(param -> param.grad() != null);
    }
  }

  @Test
  void targetsOfAPositivePriorAreItsTruthAndTheIou() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor priors = Tensors.of(new float[] {0, 0, 8, 8, 8, 0, 8, 8}, 2, 4);
      Assignment assignment =
          new Assignment(
              1,
              Tensors.of(new long[] {0, 1}, 2),
              Tensors.of(new float[] {-1, 0.75f}, 2),
              Tensors.of(new long[] {-1, 1}, 2));
      Instances truth =
          Instances.truths(
              Tensors.of(new float[] {8, 0, 24, 4}, 1, 4), Tensors.of(new long[] {1}, 1), null);
      YoloxTargets targets = YoloxTargets.of(List.of(assignment), List.of(truth), priors, 3);
      assertThat(Tensors.toInts(targets.rows())).containsExactly(1);
      assertThat(Tensors.toFloats(targets.classes())).containsExactly(0, 0.75f, 0);
      assertThat(Tensors.toFloats(targets.boxes())).containsExactly(8, 0, 24, 4);
      assertThat(Tensors.toFloats(targets.objects())).containsExactly(0, 1);
      assertThat(Tensors.toFloats(targets.offsets()))
          .containsExactly(new float[] {1, 0.25f, 0.6931472f, -0.6931472f}, within(1e-6f));
    }
  }

  @Test
  void biasOfTheTowersFollowsConvBias() {
    assertThat(head("").state()).doesNotContainKey("multi_level_cls_convs.0.0.conv.bias");
    assertThat(head(", conv_bias=True").state()).containsKey("multi_level_cls_convs.0.0.conv.bias");
    assertThat(head(", norm_cfg=None").state()).containsKey("multi_level_cls_convs.0.0.conv.bias");
    assertThat(head(", conv_bias=True, use_depthwise=True").state())
        .containsKeys(
            "multi_level_reg_convs.1.1.depthwise_conv.conv.bias",
            "multi_level_reg_convs.1.1.pointwise_conv.conv.bias");
  }

  @Test
  void untrainedClassesAndObjectsAreHeldToBeRare() {
    YoloxHead head = head("");
    head.initWeights((layer, checkpoint, prefix) -> {});
    float rare = (float) -Math.log(99);
    assertThat(Tensors.toFloats(head.state().get("multi_level_conv_cls.1.bias").get()))
        .containsOnly(rare);
    assertThat(Tensors.toFloats(head.state().get("multi_level_conv_obj.0.bias").get()))
        .containsOnly(rare);
    assertThat(Tensors.toFloats(head.state().get("multi_level_conv_reg.0.bias").get()))
        .containsOnly(0);
  }

  @Test
  void whatIsNotSupportedOrMisspeltIsAProblem() {
    assertThatThrownBy(() -> head(", dcn_on_last_conv=True"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("dcn_on_last_conv");
    assertThatThrownBy(() -> head(", conv_bias='always'"))
        .hasMessageContaining("'auto', True or False");
  }
}
