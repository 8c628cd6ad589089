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
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.BatchNorm2d;

class CspDarknetTest {
  private static final String TINY = "type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125";

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
  void ownStagesReplaceTheTable() {
    Backbone backbone =
        build(
            ", arch_ovewrite=[[64, 128, 1, True, False], [128, 64, 1, False, True]],"
                + " out_indices=(2,), spp_kernal_sizes=(3,)");
    assertThat(shapes(backbone)).containsExactly(new long[] {1, 8, 8, 12});
    // Two windows, the map itself and one of 3x3, of half the channels.
    assertThat(backbone.state().get("stage2.1.conv2.conv.weight").shape())
        .containsExactly(8, 8, 1, 1);
  }

  @Test
  void frozenStagesNeitherTrainNorGatherStatistics() {
    Backbone backbone = build(", frozen_stages=1");
    backbone.train(true);
    backbone
        .parameters()
        .forEach(
            (name, param) ->
                assertThat(param.isTrainable())
                    .as(name)
                    .isEqualTo(!name.startsWith("stem.") && !name.startsWith("stage1.")));
    assertThat(backbone.children().get("stem").training()).isFalse();
    assertThat(backbone.children().get("stage2").training()).isTrue();
  }

  @Test
  void normEvalKeepsStatisticsButTrainsWeights() {
    Backbone backbone = build(", norm_eval=True");
    backbone.train(true);
    assertThat(backbone.find(BatchNorm2d.class)).noneMatch(Layer::training);
    assertThat(backbone.parameters().values()).allMatch(Param::isTrainable);
  }

  @Test
  void stagesThatAreNotThereAreProblems() {
    assertThatThrownBy(() -> build(", out_indices=(2, 5)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("out_indices: expected numbers from 0 to 4, got [2, 5]");
    assertThatThrownBy(() -> build(", frozen_stages=5"))
        .hasMessageContaining("frozen_stages: expected -1 to 4, got 5");
    assertThatThrownBy(() -> build(", arch='P7'"))
        .hasMessageContaining("arch: expected 'P5' or 'P6', got 'P7'");
    assertThatThrownBy(() -> build(", arch_ovewrite=[[1, 2, 3]]"))
        .hasMessageContaining("[in, out, blocks, shortcut, spp]");
  }
}
