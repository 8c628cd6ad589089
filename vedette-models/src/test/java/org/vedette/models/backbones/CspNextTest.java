package org.vedette.models.backbones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.core.Backbone;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.BatchNorm2d;

class CspNextTest {
  private static final String TINY = "type='CSPNeXt', deepen_factor=0.167, widen_factor=0.125";

  private static Backbone build(String more) {
    return Configs.BINDER.spec(Backbone.class, "dict(" + TINY + more + ")").build();
  }

  private static List<long[]> shapes(Backbone backbone) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor images = Tensors.zeros(DType.FLOAT32, 1, 3, 64, 96);
      return backbone.forward(images).stream().map(Tensors::shape).toList();
    }
  }

  @Test
  void fourStagesGiveMapsAtStrides8To32() {
    Backbone backbone = build("");
    assertThat(shapes(backbone))
        .containsExactly(
            new long[] {1, 32, 8, 12}, new long[] {1, 64, 4, 6}, new long[] {1, 128, 2, 3});
    assertThat(backbone.channels()).containsExactly(32, 64, 128);
    assertThat(backbone.strides()).containsExactly(8, 16, 32);
  }

  @Test
  void fiveStagesGoTo64AndTheStemCanBeAnOutput() {
    Backbone backbone = build(", arch='P6', out_indices=(0, 5), use_depthwise=True");
    assertThat(shapes(backbone))
        .containsExactly(new long[] {1, 8, 32, 48}, new long[] {1, 128, 1, 2});
    assertThat(backbone.channels()).containsExactly(8, 128);
    assertThat(backbone.strides()).containsExactly(2, 64);
  }

  @Test
  void halfABlockRoundsToTheEvenNumberAndAStageKeepsOneBlock() {
    // 3 * 0.5 is 1.5 and gives 2, 6 * 0.5 is 3; 3 * 0.167 is 0.5 and gives 0, so 1.
    Backbone half =
        Configs.BINDER
            .spec(Backbone.class, "dict(type='CSPNeXt', deepen_factor=0.5, widen_factor=0.125)")
            .build();
    assertThat(half.state()).containsKey("stage1.1.blocks.1.conv1.conv.weight");
    assertThat(half.state()).doesNotContainKey("stage1.1.blocks.2.conv1.conv.weight");
    assertThat(build("").state()).containsKey("stage1.1.blocks.0.conv1.conv.weight");
    assertThat(build("").state()).doesNotContainKey("stage1.1.blocks.1.conv1.conv.weight");
  }

  @Test
  void channelAttentionIsALayerOfItsOwnThatCanBeLeftOut() {
    assertThat(build("").state().get("stage4.2.attention.fc.weight").shape())
        .containsExactly(128, 128, 1, 1);
    assertThat(build(", channel_attention=False").state().keySet())
        .noneMatch(name -> name.contains("attention"));
  }

  @Test
  void frozenStagesNeitherTrainNorGatherStatistics() {
    Backbone backbone = build(", frozen_stages=1");
    backbone.train(true);
    assertThat(backbone.children().get("stem").training()).isFalse();
    assertThat(backbone.children().get("stage1").training()).isFalse();
    assertThat(backbone.children().get("stage2").training()).isTrue();
    backbone
        .parameters()
        .forEach(
            (name, param) ->
                assertThat(param.isTrainable())
                    .as(name)
                    .isEqualTo(!name.startsWith("stem.") && !name.startsWith("stage1.")));
  }

  @Test
  void normEvalKeepsTheStatisticsOfAllNorms() {
    Backbone backbone = build(", norm_eval=True");
    backbone.train(true);
    assertThat(backbone.training()).isTrue();
    assertThat(backbone.find(BatchNorm2d.class)).noneMatch(BatchNorm2d::training);
  }

  @Test
  void whatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> build(", arch='P7'"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'P5' or 'P6'");
    assertThatThrownBy(() -> build(", out_indices=(2, 5)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected 0 to 4, got 5");
    assertThatThrownBy(() -> build(", frozen_stages=5"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected -1 to 4, got 5");
  }
}
