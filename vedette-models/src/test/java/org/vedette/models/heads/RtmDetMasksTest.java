package org.vedette.models.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.RleMasks;
import org.vedette.base.VedetteException;
import org.vedette.core.DenseHead;
import org.vedette.models.Configs;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class RtmDetMasksTest {
  /** One level of 4x4 cells at stride 8; two convolutions of one channel over x, y, prototype. */
  private static RtmDetInsSepBnHead head(String test) {
    return (RtmDetInsSepBnHead)
        Configs.BINDER
            .spec(
                DenseHead.class,
                "dict(type='RTMDetInsSepBNHead', num_classes=1, in_channels=4, feat_channels=4,"
                    + " stacked_convs=1, num_prototypes=1, dyconv_channels=1, num_dyconvs=2,"
                    + " anchor_generator=dict(type='MlvlPointGenerator', strides=[8], offset=0),"
                    + " bbox_coder=dict(type='DistancePointBBoxCoder'),"
                    + " loss_cls=dict(type='QualityFocalLoss'), loss_bbox=dict(type='GIoULoss'),"
                    + " test_cfg=dict(nms_pre=100, score_thr=0.3, min_bbox_size=0,"
                    + " nms=dict(type='nms', iou_threshold=0.5), max_per_img=10"
                    + test
                    + "))")
            .build();
  }

  /** A detection at the point (16, 8) whose mask is what lies left of the point. */
  private static RtmDetInsOutputs leftOfThePoint(float logit) {
    int point = 4 + 2;
    float[] classes = new float[16];
    Arrays.fill(classes, -9);
    classes[point] = logit;
    float[] distances = new float[4 * 16];
    Arrays.fill(distances, 4);
    // Weights of x, y and prototype, weight of the second convolution, their biases.
    float[] own = {1, 0, 0, 1, 0, -0.001f};
    float[] kernels = new float[6 * 16];
    for (int k = 0; k < 6; k++) {
      kernels[16 * k + point] = own[k];
    }
    Tensor features = Tensors.of(new float[16], 1, 1, 4, 4);
    return new RtmDetInsOutputs(
        new RtmDetOutputs(
            List.of(Tensors.of(classes, 1, 1, 4, 4)), List.of(Tensors.of(distances, 1, 4, 4, 4))),
        List.of(Tensors.of(kernels, 1, 6, 4, 4)),
        features);
  }

  private static Detections predict(float logit, ImageMeta meta) {
    try (TensorScope scope = TensorScope.open()) {
      return head(", mask_thr_binary=0.5").predict(leftOfThePoint(logit), List.of(meta)).get(0);
    }
  }

  @Test
  void maskIsWhereTheDynamicConvolutionsArePositive() {
    Detections found = predict(0, ImageMeta.ofSize(32, 32));
    // From 1/8 at x = 11.5 to -0.001 at 19.5, enlarged in straight lines.
    assertThat(found.size()).isEqualTo(1);
    assertThat(RleMasks.toBbox(found.masks()[0])).containsExactly(0, 0, 20, 32);
  }

  @Test
  void maskHasTheOriginalImagesSizeWithoutThePadding() {
    // Enlarged twice: the zero lies at 19.87 of 32 columns, at 40.24 of 64. 60x50 was halved to
    // 30x25 and padded to 32x32.
    ImageMeta meta = new ImageMeta(-1, "", 50, 60, 25, 30, 32, 32, 0.5, 0.5, false, "");
    Detections found = predict(0, meta);
    assertThat(found.masks()[0].height()).isEqualTo(50);
    assertThat(found.masks()[0].width()).isEqualTo(60);
    assertThat(RleMasks.toBbox(found.masks()[0])).containsExactly(0, 0, 41, 50);
  }

  @Test
  void columnsThatRoundingLostAreEmpty() {
    // 33 columns became 32 rather than 32.5: scaled back, they are one short.
    ImageMeta meta = new ImageMeta(-1, "", 32, 34, 32, 32, 32, 32, 1, 32 / 33.0, false, "");
    Detections found = predict(0, meta);
    assertThat(found.masks()[0].width()).isEqualTo(34);
    assertThat(RleMasks.toBbox(found.masks()[0])[2]).isLessThan(22);
  }

  @Test
  void nothingFoundHasNoMasks() {
    Detections found = predict(-9, ImageMeta.ofSize(32, 32));
    assertThat(found.size()).isZero();
    assertThat(found.masks()).isEmpty();
  }

  @Test
  void thresholdOfMasksIsAsked() {
    try (TensorScope scope = TensorScope.open()) {
      RtmDetInsOutputs outputs = leftOfThePoint(0);
      assertThatThrownBy(() -> head("").predict(outputs, List.of(ImageMeta.ofSize(32, 32))))
          .isInstanceOf(VedetteException.class)
          .hasMessageContaining("mask_thr_binary");
    }
  }
}
