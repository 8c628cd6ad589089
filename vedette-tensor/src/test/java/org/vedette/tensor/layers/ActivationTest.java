package org.vedette.tensor.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class ActivationTest {
  private static final Binder BINDER = new Binder(Registry.load());

  private static float[] apply(String literal, float... values) {
    try (TensorScope scope = TensorScope.open()) {
      Activation activation = BINDER.spec(Activation.class, "dict(" + literal + ")").build();
      activation.train(false);
      Tensor input = Tensors.of(values, values.length);
      return Tensors.toFloats(activation.forward(input));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type='ReLU' | 0 | 2",
        "type='ReLU', inplace=True | 0 | 2",
        "type='ReLU6' | 0 | 2",
        "type='LeakyReLU' | -0.01 | 2",
        "type='LeakyReLU', negative_slope=0.1 | -0.1 | 2",
        "type='PReLU' | -0.25 | 2",
        "type='RReLU' | -0.2291667 | 2",
        "type='ELU' | -0.6321206 | 2",
        "type='Sigmoid' | 0.2689414 | 0.8807971",
        "type='Tanh' | -0.7615942 | 0.9640276",
        "type='SiLU' | -0.2689414 | 1.7615942",
        "type='Swish' | -0.2689414 | 1.7615942",
        "type='GELU' | -0.1586553 | 1.9544997",
        "type='GELU', approximate='tanh' | -0.1588080 | 1.9545977",
        "type='HSigmoid' | 0.3333333 | 0.8333333",
        "type='HSigmoid', bias=1.0, divisor=2.0 | 0 | 1",
        "type='HSwish' | -0.3333333 | 1.6666667",
        "type='Hardswish', inplace=True | -0.3333333 | 1.6666667",
        "type='Hardsigmoid' | 0.3333333 | 0.8333333",
        "type='Mish' | -0.3034015 | 1.9439590",
        "type='Clamp' | -1 | 1",
        "type='Clip', min=-0.5, max=1.5 | -0.5 | 1.5",
        "type='torch.nn.modules.activation.SiLU', inplace=True | -0.2689414 | 1.7615942",
      })
  void valuesAtMinusOneAndTwoArePyTorchs(String literal, float atMinusOne, float atTwo) {
    assertThat(apply(literal, -1, 2))
        .containsExactly(new float[] {atMinusOne, atTwo}, within(1e-6f));
  }

  @Test
  void theSlopeOfPReluIsAParameterOfItsName() {
    Activation activation =
        BINDER.spec(Activation.class, "dict(type='PReLU', num_parameters=3)").build();
    assertThat(activation.state().keySet()).containsExactly("weight");
    assertThat(activation.numParams()).isEqualTo(3);
  }

  @Test
  void aDivisorOfZeroIsRefused() {
    assertThatThrownBy(() -> apply("type='HSigmoid', divisor=0.0", 1))
        .hasMessageContaining("divisor must not be 0");
  }
}
