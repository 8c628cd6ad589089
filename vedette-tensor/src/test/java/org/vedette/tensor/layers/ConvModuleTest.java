package org.vedette.tensor.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.TensorException;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.Device;
import org.vedette.tensor.Init;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class ConvModuleTest {
  private static ConvStyle style() {
    Binder binder = new Binder(Registry.load());
    return new ConvStyle(
        null,
        binder.spec(Norm.class, "dict(type='BN', eps=1e-3, momentum=0.03)"),
        binder.spec(Activation.class, "dict(type='SiLU', inplace=True)"));
  }

  @Test
  void stateNamesAreThoseOfMmcv() {
    ConvModule module = new ConvModule(Conv2d.Shape.of(2, 4, 3).padding(1), style());
    assertThat(module.state().keySet())
        .containsExactly(
            "conv.weight",
            "bn.weight",
            "bn.bias",
            "bn.running_mean",
            "bn.running_var",
            "bn.num_batches_tracked");
    assertThat(module.numParams()).isEqualTo(2 * 4 * 9 + 8);
  }

  @Test
  void foldingTheNormLeavesTheOutputAsItWas() {
    ConvModule module = new ConvModule(Conv2d.Shape.of(2, 4, 3).padding(1), style());
    module.train(false);
    Init.uniform(module.state().get("bn.running_mean"), -1, 1);
    Init.uniform(module.state().get("bn.running_var"), 0.5, 2);
    Init.uniform(module.state().get("bn.weight"), 0.5, 2);
    try (TensorScope scope = TensorScope.open()) {
      Tensor input = Tensors.of(ramp(2 * 5 * 5), 1, 2, 5, 5);
      float[] before = Tensors.toFloats(module.forward(input));
      module.foldNorm();
      float[] after = Tensors.toFloats(module.forward(input));
      assertThat(after).containsExactly(before, within(1e-5f));
    }
    assertThat(module.state().keySet()).containsExactly("conv.weight", "conv.bias");
  }

  @Test
  void foldingLeavesAModuleThatSharesTheConvolutionAsItWas() {
    ConvModule first = new ConvModule(Conv2d.Shape.of(2, 4, 3).padding(1), style());
    ConvModule second = ConvModule.sharingConvOf(first, style());
    assertThat(second.state().get("conv.weight")).isSameAs(first.state().get("conv.weight"));
    first.train(false);
    second.train(false);
    Init.uniform(first.state().get("bn.running_var"), 0.5, 2);
    Init.uniform(second.state().get("bn.running_var"), 0.5, 2);
    try (TensorScope scope = TensorScope.open()) {
      Tensor input = Tensors.of(ramp(2 * 5 * 5), 1, 2, 5, 5);
      float[] before = Tensors.toFloats(second.forward(input));
      first.foldNorm();
      assertThat(Tensors.toFloats(second.forward(input))).isEqualTo(before);
      second.foldNorm();
      assertThat(Tensors.toFloats(second.forward(input))).containsExactly(before, within(1e-5f));
    }
  }

  @Test
  void wrongChannelsNameTheLayerAndTheShapes() {
    ConvModule module = new ConvModule(Conv2d.Shape.of(2, 4, 3), style());
    try (TensorScope scope = TensorScope.open()) {
      Tensor input = Tensors.of(new float[3 * 5 * 5], 1, 3, 5, 5);
      assertThatThrownBy(() -> module.forward(input))
          .isInstanceOf(TensorException.class)
          .hasMessageStartingWith(
              "conv (Conv2d(2, 4, kernel=[3, 3], bias=False)): input float32 [1, 3, 5, 5]: ");
    }
  }

  @Test
  void metaLayersHaveShapesButNoMemory() {
    Conv2d conv =
        Device.building(Device.META, () -> new Conv2d(Conv2d.Shape.of(2048, 2048, 7), true));
    assertThat(conv.weight().get().is_meta()).isTrue();
    assertThat(conv.weight().shape()).containsExactly(2048, 2048, 7, 7);
  }

  private static float[] ramp(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (i % 7) / 7f - 0.4f;
    }
    return values;
  }
}
