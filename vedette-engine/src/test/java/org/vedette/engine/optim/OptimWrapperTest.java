package org.vedette.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.DType;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class OptimWrapperTest {
  private static final Binder BINDER = new Binder(Registry.load());

  /** Two weights; the loss is their sum weighted by (3, 4), so that is the gradient. */
  static final class Pair extends Layer {
    final Param weight = param("weight", Tensors.of(new float[] {1, 1}, 2));

    Tensor loss(float first, float second) {
      return weight.get().mul(Tensors.of(new float[] {first, second}, 2)).sum();
    }

    float[] values() {
      return Tensors.toFloats(weight.get());
    }
  }

  private static OptimWrapper wrapper(String type, String more) {
    String sgd = "optimizer=dict(type='SGD', lr=1)";
    return BINDER.spec(OptimWrapper.class, "dict(type='" + type + "', " + sgd + more + ")").build();
  }

  private static boolean step(OptimWrapper wrapper, Pair pair, float first, float second) {
    try (TensorScope scope = TensorScope.open()) {
      wrapper.backward(pair.loss(first, second));
      return wrapper.step();
    }
  }

  private static OptimWrapper started(Pair pair, String type, String more) {
    OptimWrapper wrapper = wrapper(type, more);
    wrapper.start(pair);
    return wrapper;
  }

  @Test
  void gradientsLongerThanTheBoundAreShortened() {
    Pair pair = new Pair();
    OptimWrapper wrapper = started(pair, "OptimWrapper", ", clip_grad=dict(max_norm=2.5)");
    step(wrapper, pair, 3, 4);
    assertThat(pair.values()).containsExactly(new float[] {-0.5f, -1}, within(1e-5f));
    assertThat(wrapper.gradNorm()).hasValue(5);
    step(wrapper, pair, 0.3f, 0.4f);
    assertThat(pair.values()).containsExactly(new float[] {-0.8f, -1.4f}, within(1e-5f));
  }

  @Test
  void normOfInfinityIsTheLargestGradient() {
    Pair pair = new Pair();
    String more = ", clip_grad=dict(max_norm=2, norm_type='inf')";
    OptimWrapper wrapper = started(pair, "OptimWrapper", more);
    step(wrapper, pair, 3, -4);
    assertThat(wrapper.gradNorm()).hasValue(4);
    assertThat(pair.values()).containsExactly(new float[] {-0.5f, 3}, within(1e-5f));
  }

  @Test
  void valuesAreBoundedOnBothSides() {
    Pair pair = new Pair();
    String more = ", clip_grad=dict(type='value', clip_value=0.5)";
    OptimWrapper wrapper = started(pair, "OptimWrapper", more);
    step(wrapper, pair, 3, -4);
    assertThat(pair.values()).containsExactly(0.5f, 1.5f);
    assertThat(wrapper.gradNorm()).isEmpty();
  }

  @Test
  void normThatIsNoNumberEndsTheRunWhereThatIsAskedFor() {
    Pair pair = new Pair();
    String more = ", clip_grad=dict(max_norm=1, error_if_nonfinite=True)";
    OptimWrapper wrapper = started(pair, "OptimWrapper", more);
    assertThatThrownBy(() -> step(wrapper, pair, Float.NaN, 1))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> wrapper("OptimWrapper", ", clip_grad=dict(type='both')"))
        .hasMessageContaining("'norm' or 'value'");
  }

  @Test
  void gradientsOfSeveralStepsAreAveraged() {
    Pair pair = new Pair();
    OptimWrapper wrapper = started(pair, "OptimWrapper", ", accumulative_counts=2");
    wrapper.begin(0, 5);
    assertThat(step(wrapper, pair, 2, 0)).isFalse();
    assertThat(pair.values()).containsExactly(1, 1);
    assertThat(step(wrapper, pair, 0, 4)).isTrue();
    assertThat(pair.values()).containsExactly(0, -1);
    step(wrapper, pair, 1, 1);
    step(wrapper, pair, 1, 1);
    assertThat(pair.values()).containsExactly(-1, -2);
    // The last of five steps stands alone and is not halved.
    assertThat(step(wrapper, pair, 1, 1)).isTrue();
    assertThat(pair.values()).containsExactly(-2, -3);
  }

  @Test
  void lrIsScaledInAllGroups() {
    Pair pair = new Pair();
    OptimWrapper one = started(pair, "OptimWrapper", "");
    one.scaleLr(0.5);
    assertThat(one.learningRates()).containsExactly(Map.entry("lr", 0.5));
    assertThat(one.baseLr()).isEqualTo(1);
    assertThat(one.scheduled()).hasSize(1);
    String halved = ", paramwise_cfg=dict(custom_keys=dict(weight=dict(lr_mult=0.5)))";
    ParamwiseModels.Part two = new ParamwiseModels.Part("Module");
    two.add("a.weight", "", 2);
    two.add("b.other", "", 2);
    OptimWrapper several = wrapper("OptimWrapper", halved);
    several.start(two);
    several.scaleLr(0.5);
    assertThat(several.learningRates())
        .containsExactly(Map.entry("base_lr", 0.5), Map.entry("lr", 0.25));
    assertThat(several.scheduled()).hasSize(3);
    assertThat(several.state().dict("base_param_settings").keySet()).startsWith("params", "lr");
  }

  @Test
  void customKeysMayNameAnySettingOfTheOptimizerAndNoOther() {
    ParamwiseModels.Part model = new ParamwiseModels.Part("Module");
    model.add("a.weight", "", 2);
    OptimWrapper good =
        wrapper("OptimWrapper", ", paramwise_cfg=dict(custom_keys=dict(a=dict(momentum=0.5)))");
    good.start(model);
    assertThat(good.groups().get(0).number("momentum")).isEqualTo(0.5);
    OptimWrapper bad =
        wrapper("OptimWrapper", ", paramwise_cfg=dict(custom_keys=dict(a=dict(lr_mul=0.5)))");
    assertThatThrownBy(() -> bad.start(model)).hasMessageContaining("'lr_mul'");
    OptimWrapper noDecay = wrapper("OptimWrapper", ", paramwise_cfg=dict(norm_decay_mult=0.)");
    assertThatThrownBy(() -> noDecay.start(model)).hasMessageContaining("norm_decay_mult");
  }

  @Test
  void halfPrecisionOnACpuIsBfloat16() {
    Pair pair = new Pair();
    OptimWrapper wrapper = started(pair, "AmpOptimWrapper", "");
    try (TensorScope scope = TensorScope.open()) {
      Tensor x = Tensors.of(new float[] {1, 2, 3, 4}, 2, 2);
      try (OptimWrapper.Scope half = wrapper.forwardScope()) {
        assertThat(DType.of(x.matmul(x))).isEqualTo(DType.BFLOAT16);
      }
      assertThat(DType.of(x.matmul(x))).isEqualTo(DType.FLOAT32);
    }
    assertThatThrownBy(() -> started(pair, "AmpOptimWrapper", ", dtype='float16'"))
        .hasMessageContaining("needs a GPU")
        .hasMessageContaining("bfloat16");
    assertThatThrownBy(() -> wrapper("AmpOptimWrapper", ", dtype='float64'"))
        .hasMessageContaining("float64");
  }

  @Test
  void updateWhoseGradientsOverflowIsLeftOutAndTheScaleFalls() {
    Pair pair = new Pair();
    String more = ", loss_scale=dict(init_scale=8., growth_interval=2)";
    OptimWrapper wrapper = started(pair, "AmpOptimWrapper", more);
    assertThat(step(wrapper, pair, Float.POSITIVE_INFINITY, 1)).isFalse();
    assertThat(pair.values()).containsExactly(1, 1);
    assertThat(scale(wrapper)).isEqualTo(4);
    assertThat(step(wrapper, pair, 0.5f, 1)).isTrue();
    assertThat(pair.values()).containsExactly(0.5f, 0);
    assertThat(scale(wrapper)).isEqualTo(4);
    step(wrapper, pair, 0, 0);
    assertThat(scale(wrapper)).isEqualTo(8);
    OptimWrapper fixed = started(new Pair(), "AmpOptimWrapper", ", loss_scale=512.");
    assertThat(scale(fixed)).isEqualTo(512);
  }

  private static double scale(OptimWrapper wrapper) {
    PyDict scaler = wrapper.state().dict("loss_scaler");
    return ((Number) scaler.get("scale")).doubleValue();
  }

  @Test
  void lossesOfHalfPrecisionGiveGradientsOfTheirTrueSize() {
    Pair pair = new Pair();
    OptimWrapper wrapper = started(pair, "AmpOptimWrapper", ", clip_grad=dict(max_norm=35)");
    step(wrapper, pair, 3, 4);
    assertThat(wrapper.gradNorm()).hasValue(5);
    assertThat(pair.values()).containsExactly(-2, -3);
  }

  @Test
  void layerWiseDecayIsForConvNextOnly() {
    OptimWrapper wrapper =
        wrapper(
            "OptimWrapper",
            ", constructor='LearningRateDecayOptimizerConstructor',"
                + " paramwise_cfg=dict(num_layers=6, decay_rate=0.7)");
    assertThatThrownBy(() -> wrapper.start(new Pair()))
        .hasMessageContaining("ConvNeXt")
        .hasMessageContaining("custom_keys");
  }

  @Test
  void modelWithoutParametersIsRefused() {
    assertThatThrownBy(() -> wrapper("OptimWrapper", "").start(new ParamwiseModels.Part("Module")))
        .hasMessageContaining("no parameters");
  }
}
