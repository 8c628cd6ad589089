package org.vedette.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class OptimizersTest {
  private static final Binder BINDER = new Binder(Registry.load());

  private static Optimizer optimizer(String settings) {
    return BINDER.spec(Optimizer.class, "dict(" + settings + ")").build();
  }

  @Test
  void momentumOfSgdByHand() {
    OptimizerFixturesTest.Net net = new OptimizerFixturesTest.Net();
    Param bias = net.state().get("fc2.bias");
    Optimizer sgd =
        BINDER
            .spec(Optimizer.class, "dict(type='SGD', lr=0.5, momentum=0.5, weight_decay=1)")
            .build();
    sgd.start(List.of(new ParamGroup(Map.of("fc2.bias", bias), Map.of())));
    try (TensorScope scope = TensorScope.open()) {
      bias.copyFrom(Tensors.of(new float[] {1, 2, -4}, 3));
      bias.setGrad(Tensors.of(new float[] {1, 0, 0}, 3));
    }
    sgd.step();
    // The buffer is the gradient and the weights: 2, 2, -4.
    assertThat(Tensors.toFloats(bias.get())).containsExactly(0, 1, -2);
    sgd.step();
    // Half the buffer, the gradient and the weights: 2, 2, -4.
    assertThat(Tensors.toFloats(bias.get())).containsExactly(-1, 0, 0);
    sgd.zeroGrad();
    sgd.step();
    assertThat(Tensors.toFloats(bias.get())).containsExactly(-1, 0, 0);
  }

  @Test
  void whatPyTorchDoesOtherwiseIsRefused() {
    assertThatThrownBy(() -> optimizer("type='SGD', lr=0.1, differentiable=True"))
        .hasMessageContaining("differentiable");
    assertThatThrownBy(() -> optimizer("type='SGD', lr=0.1, nesterov=True"))
        .hasMessageContaining("nesterov");
    assertThatThrownBy(() -> optimizer("type='SGD', lr=-0.1")).hasMessageContaining("lr -0.1");
    assertThatThrownBy(() -> optimizer("type='SGD', momentum=0.9")).hasMessageContaining("lr");
    assertThatThrownBy(() -> optimizer("type='Adadelta', rho=1.5")).hasMessageContaining("rho 1.5");
  }

  @Test
  void aLearningRateThatIsNotFiniteIsRefused() {
    for (String type : List.of("SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta")) {
      for (String lr : List.of("inf", "nan")) {
        assertThatThrownBy(() -> optimizer("type='" + type + "', lr=float('" + lr + "')"))
            .hasMessageContaining("expected a finite number, 0 or more");
      }
    }
  }

  @Test
  void settingsOfTheOptimizerAreCheckedWithTheConfig() {
    String wrapper = "dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=float('inf')))";
    assertThatThrownBy(() -> BINDER.spec(OptimWrapper.class, wrapper))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("optimizer: lr Infinity");
  }

  @Test
  void aNegativeBoundOfGradientsIsRefused() {
    String wrapper = "dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=0.1), clip_grad=%s)";
    for (String clip : List.of("dict(max_norm=-1)", "dict(type='value', clip_value=-1)")) {
      assertThatThrownBy(() -> BINDER.spec(OptimWrapper.class, wrapper.formatted(clip)))
          .hasMessageContaining("-1.0: expected 0 or more");
    }
  }

  @Test
  void gradientsOfATensorAreNotChangedByWeightDecay() {
    OptimizerFixturesTest.Net net = new OptimizerFixturesTest.Net();
    Param bias = net.state().get("fc2.bias");
    Optimizer adam =
        BINDER
            .spec(Optimizer.class, "dict(type='Adam', lr=0.5, weight_decay=1, maximize=True)")
            .build();
    adam.start(List.of(new ParamGroup(Map.of("fc2.bias", bias), Map.of())));
    try (TensorScope scope = TensorScope.open()) {
      Tensor grad = Tensors.of(new float[] {1, 0, 3}, 3);
      bias.setGrad(grad);
      adam.step();
      assertThat(Tensors.toFloats(bias.grad())).containsExactly(1, 0, 3);
    }
  }
}
