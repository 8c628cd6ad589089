package org.vedette.models.backbones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.core.Backbone;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.BatchNorm2d;
import org.vedette.tensor.layers.Foldable;

class ResNetTest {
  private static Backbone build(String type, String more) {
    String literal = "dict(type='" + type + "', base_channels=8" + more + ")";
    return Configs.BINDER.spec(Backbone.class, literal).build();
  }

  private static Backbone resNet(String more) {
    return build("ResNet", more);
  }

  private static double weightOf(Backbone backbone, String name) {
    try (TensorScope scope = TensorScope.open()) {
      return backbone.state().get(name).get().abs().sum().item_double();
    }
  }

  @Test
  void frozenStagesNeitherTrainNorGatherStatistics() {
    Backbone backbone = resNet(", depth=18, frozen_stages=1, norm_eval=False");
    backbone.train(true);
    backbone
        .parameters()
        .forEach(
            (name, param) ->
                assertThat(param.isTrainable())
                    .as(name)
                    .isEqualTo(
                        !name.startsWith("conv1.")
                            && !name.startsWith("bn1.")
                            && !name.startsWith("layer1.")));
    assertThat(backbone.children().get("bn1").training()).isFalse();
    assertThat(backbone.children().get("layer1").training()).isFalse();
    assertThat(backbone.children().get("layer2").training()).isTrue();
  }

  @Test
  void normEvalKeepsStatisticsInTraining() {
    Backbone backbone = resNet(", depth=18");
    backbone.train(true);
    assertThat(backbone.find(BatchNorm2d.class)).noneMatch(Layer::training);
  }

  @Test
  void blocksStartAsTheIdentityUnlessAnInitIsNamed() {
    Backbone own = resNet(", depth=50");
    own.initWeights((layer, checkpoint, prefix) -> {});
    assertThat(weightOf(own, "layer1.0.bn3.weight")).isZero();
    assertThat(weightOf(own, "layer1.0.bn2.weight")).isPositive();
    Backbone named =
        resNet(", depth=50, init_cfg=dict(type='Pretrained', checkpoint='torchvision://resnet50')");
    named.initWeights(
        (layer, checkpoint, prefix) -> assertThat(checkpoint).isEqualTo("torchvision://resnet50"));
    assertThat(weightOf(named, "layer1.0.bn3.weight")).isPositive();
  }

  /** Upstream compares the class of the blocks, and that of ResNeXt is another. */
  @Test
  void blocksOfResNeXtNeverStartAsTheIdentity() {
    Backbone backbone = build("ResNeXt", ", depth=50, zero_init_residual=True");
    backbone.initWeights((layer, checkpoint, prefix) -> {});
    assertThat(weightOf(backbone, "layer1.0.bn3.weight")).isEqualTo(32);
  }

  @Test
  void dilatedStagesKeepTheirResolution() {
    Backbone backbone =
        resNet(", depth=18, strides=(1, 2, 2, 1), dilations=(1, 1, 1, 2), out_indices=(2, 3)");
    try (TensorScope scope = TensorScope.open()) {
      List<Tensor> maps = backbone.forward(Tensors.zeros(DType.FLOAT32, 1, 3, 64, 96));
      assertThat(maps.stream().map(Tensors::shape))
          .containsExactly(new long[] {1, 32, 4, 6}, new long[] {1, 64, 4, 6});
    }
    assertThat(backbone.strides()).containsExactly(16, 16);
    assertThat(backbone.channels()).containsExactly(32, 64);
  }

  @Test
  void foldedNormsGiveTheSameMaps() {
    for (String type : new String[] {"ResNet", "ResNetV1d", "ResNeXt"}) {
      Backbone backbone = build(type, ", depth=50");
      backbone.train(false);
      try (TensorScope scope = TensorScope.open()) {
        Tensor image = Tensors.fullLike(Tensors.zeros(DType.FLOAT32, 1), 0.5, 1, 3, 64, 64);
        Tensor before = backbone.forward(image).get(3);
        backbone.find(Foldable.class).forEach(Foldable::foldNorm);
        assertThat(backbone.find(BatchNorm2d.class)).isEmpty();
        Tensor change = backbone.forward(image).get(3).sub(before).abs().max();
        assertThat(change.item_double())
            .isLessThan(1e-4 * Math.max(before.abs().max().item_double(), 1e-3));
      }
    }
  }

  @Test
  void settingsThatDoNotGoTogetherAreProblems() {
    assertThatThrownBy(() -> resNet(", depth=20"))
        .hasMessageContaining("depth: expected 18, 34, 50, 101 or 152, got 20");
    assertThatThrownBy(() -> resNet(", depth=50, num_stages=3"))
        .hasMessageContaining("strides: expected one value for each of 3 stages");
    assertThatThrownBy(() -> resNet(", depth=50, out_indices=(4,)"))
        .hasMessageContaining("out_indices: expected numbers from 0 to 3, got [4]");
    assertThatThrownBy(() -> resNet(", depth=50, with_cp=True"))
        .hasMessageContaining("with_cp: expected False");
    assertThatThrownBy(
            () ->
                resNet(
                    ", depth=18, dcn=dict(type='DCN'),"
                        + " stage_with_dcn=(False, True, True, True)"))
        .hasMessageContaining("expected a depth of 50 or more, got 18");
    assertThatThrownBy(
            () ->
                resNet(
                    ", depth=50, plugins=[dict(cfg=dict(type='ContextBlock', ratio=0.5),"
                        + " position='after_conv3'), dict(cfg=dict(type='ContextBlock', ratio=0.5),"
                        + " position='after_conv3')]"))
        .hasMessageContaining("two are called 'context_block'");
    assertThatThrownBy(() -> build("ResNetV1d", ", depth=50, deep_stem=True"))
        .hasMessageContaining("deep_stem");
  }
}
