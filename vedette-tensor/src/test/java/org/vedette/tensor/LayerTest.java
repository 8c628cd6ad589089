package org.vedette.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Linear;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

class LayerTest {
  private static ConvStyle style() {
    Binder binder = new Binder(Registry.load());
    return new ConvStyle(
        null,
        binder.spec(Norm.class, "dict(type='BN', momentum=0.5)"),
        binder.spec(Activation.class, "dict(type='ReLU')"));
  }

  private static ConvModule convModule() {
    return new ConvModule(Conv2d.Shape.of(3, 4, 3).padding(1), style());
  }

  /** Two levels whose convolution is one, each with a norm of its own. */
  private static final class SharedHead extends Layer {
    final ConvModule first = child("first", convModule());
    final ConvModule second = child("second", ConvModule.sharingConvOf(first, style()));
  }

  private static Tensor image() {
    float[] values = new float[3 * 6 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 11 / 11f;
    }
    return Tensors.of(values, 1, 3, 6, 6);
  }

  @Test
  void aSharedParameterHasTwoNamesButCountsOnce() {
    SharedHead head = new SharedHead();
    assertThat(head.state()).containsKeys("first.conv.weight", "second.conv.weight");
    assertThat(head.state().get("second.conv.weight"))
        .isSameAs(head.state().get("first.conv.weight"));
    assertThat(head.parameters()).containsKey("first.conv.weight");
    assertThat(head.parameters()).doesNotContainKey("second.conv.weight");
    assertThat(head.numParams()).isEqualTo(3 * 4 * 9 + 2 * 8);
  }

  @Test
  void aSharedParameterStaysSharedWhenItIsReplaced() {
    SharedHead head = new SharedHead();
    head.channelsLast();
    try (TensorScope scope = TensorScope.open()) {
      Init.constant(head.state().get("first.conv.weight"), 2);
      assertThat(Tensors.toFloats(head.state().get("second.conv.weight").get())).containsOnly(2);
      assertThat(Ops.isChannelsLast(head.state().get("second.conv.weight").get())).isTrue();
    }
  }

  @Test
  void aSharedParameterGathersTheGradientsOfBothUses() {
    SharedHead head = new SharedHead();
    try (TensorScope scope = TensorScope.open()) {
      head.first.forward(image()).sum().backward();
      float[] once = Tensors.toFloats(head.parameters().get("first.conv.weight").grad());
      head.zeroGrad();
      head.first.forward(image()).sum().add(head.first.forward(image()).sum()).backward();
      float[] twice = Tensors.toFloats(head.parameters().get("first.conv.weight").grad());
      for (int i = 0; i < once.length; i++) {
        assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-3f));
      }
    }
  }

  @Test
  void foldingOneNormLeavesTheSharedConvolutionAlone() {
    SharedHead head = new SharedHead();
    head.train(false);
    Init.constant(head.state().get("first.bn.weight"), 3);
    try (TensorScope scope = TensorScope.open()) {
      float[] first = Tensors.toFloats(head.first.forward(image()));
      float[] second = Tensors.toFloats(head.second.forward(image()));
      head.first.foldNorm();
      assertThat(Tensors.toFloats(head.first.forward(image())))
          .containsExactly(first, within(1e-4f));
      assertThat(Tensors.toFloats(head.second.forward(image()))).containsExactly(second);
    }
  }

  @Test
  void channelsLastChangesTheLayoutAndNotTheNumbers() {
    ConvModule module = convModule();
    module.train(false);
    try (TensorScope scope = TensorScope.open()) {
      float[] before = Tensors.toFloats(module.forward(image()));
      module.channelsLast();
      Tensor after = module.forward(Ops.channelsLast(image()));
      assertThat(Ops.isChannelsLast(after)).isTrue();
      assertThat(Tensors.toFloats(after)).containsExactly(before, within(1e-5f));
    }
    assertThat(module.parameters().values()).allMatch(Param::isTrainable);
  }

  @Test
  void trainingMovesTheRunningStatisticsAndInferenceDoesNot() {
    ConvModule module = convModule();
    Param mean = module.state().get("bn.running_mean");
    try (TensorScope scope = TensorScope.open()) {
      module.train(false);
      module.forward(image());
      assertThat(Tensors.toFloats(mean.get())).containsOnly(0);
      module.train(true);
      module.forward(image());
      assertThat(Tensors.toFloats(mean.get())).doesNotContain(0);
    }
  }

  @Test
  void withGradientsOffNothingIsRecorded() {
    Linear linear = new Linear(2, 2, true);
    try (TensorScope scope = TensorScope.open()) {
      Tensor input = Tensors.of(new float[] {1, 2}, 1, 2);
      assertThat(linear.forward(input).requires_grad()).isTrue();
      try (GradMode off = GradMode.off()) {
        assertThat(linear.forward(input).requires_grad()).isFalse();
      }
      assertThat(linear.forward(input).requires_grad()).isTrue();
    }
  }

  @Test
  void layersAreFoundByTypeOnceAndKnowTheirPath() {
    Linear inner = new Linear(2, 2, true);
    Sequential outer = new Sequential(List.of(new Sequential(inner), inner));
    assertThat(outer.find(Linear.class)).containsExactly(inner);
    assertThat(inner.path()).isEqualTo("0.0");
  }

  @Test
  void whatIsFrozenStaysFrozenWhenItIsMoved() {
    Linear linear = new Linear(2, 2, true);
    linear.weight().setTrainable(false);
    linear.to(Device.CPU);
    linear.channelsLast();
    assertThat(linear.weight().isTrainable()).isFalse();
    assertThat(linear.bias().isTrainable()).isTrue();
  }

  @Test
  void replacedTensorsAreFreed() {
    Linear linear = new Linear(2, 2, false);
    Tensor before = linear.weight().get();
    try (TensorScope scope = TensorScope.open()) {
      linear.weight().set(Tensors.of(new float[] {1, 2, 3, 4}, 2, 2));
    }
    assertThat(before.isNull()).isTrue();
    assertThat(Tensors.toFloats(linear.weight().get())).containsExactly(1, 2, 3, 4);
  }
}
