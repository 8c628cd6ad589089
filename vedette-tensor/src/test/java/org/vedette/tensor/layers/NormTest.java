package org.vedette.tensor.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class NormTest {
  private static final Binder BINDER = new Binder(Registry.load());

  private static Norm norm(String literal) {
    return BINDER.spec(Norm.class, "dict(" + literal + ")").build();
  }

  private static float[] forward(String literal, int channels, float[] values, long... shape) {
    try (TensorScope scope = TensorScope.open()) {
      TensorLayer layer = norm(literal).create(channels);
      Tensor input = Tensors.of(values, shape);
      return Tensors.toFloats(layer.forward(input));
    }
  }

  @Test
  void groupNormTreatsEachGroupByItself() {
    assertThat(forward("type='GN', num_groups=2", 2, new float[] {1, 3, 10, 30}, 1, 2, 1, 2))
        .containsExactly(new float[] {-1, 1, -1, 1}, within(1e-4f));
    assertThat(forward("type='GN', num_groups=1", 2, new float[] {1, 1, 3, 3}, 1, 2, 1, 2))
        .containsExactly(new float[] {-1, -1, 1, 1}, within(1e-4f));
  }

  @Test
  void layerNormTreatsEachPositionByItself() {
    assertThat(forward("type='LN'", 2, new float[] {1, 3, 10, 30}, 2, 2))
        .containsExactly(new float[] {-1, 1, -1, 1}, within(1e-4f));
    assertThat(forward("type='LN2d'", 2, new float[] {1, 30, 3, 10}, 1, 2, 1, 2))
        .containsExactly(new float[] {-1, 1, 1, -1}, within(1e-4f));
  }

  @Test
  void instanceNormHasNoParametersUnlessAsked() {
    assertThat(norm("type='IN'").create(3).state()).isEmpty();
    assertThat(norm("type='IN2d', affine=True").create(3).state().keySet())
        .containsExactly("weight", "bias");
    assertThat(forward("type='IN'", 1, new float[] {1, 3}, 1, 1, 1, 2))
        .containsExactly(new float[] {-1, 1}, within(1e-4f));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"type='BN'", "type='GN', num_groups=1", "type='LN'", "type='IN', affine=True"})
  void withoutRequiresGradTheParametersAreFrozen(String literal) {
    TensorLayer layer = norm(literal + ", requires_grad=False").create(4);
    assertThat(layer.parameters().values()).hasSize(2).noneMatch(param -> param.isTrainable());
    TensorLayer trained = norm(literal).create(4);
    assertThat(trained.parameters().values()).allMatch(param -> param.isTrainable());
  }

  @Test
  void abbreviationsAreThoseOfParameterNames() {
    assertThat(norm("type='SyncBN'").abbreviation()).isEqualTo("bn");
    assertThat(norm("type='GN', num_groups=32").abbreviation()).isEqualTo("gn");
    assertThat(norm("type='LN'").abbreviation()).isEqualTo("ln");
    assertThat(norm("type='IN'").abbreviation()).isEqualTo("in");
  }

  @Test
  void channelsThatDoNotFormTheGroupsAreRefused() {
    Norm norm = norm("type='GN', num_groups=32");
    assertThatThrownBy(() -> norm.create(48)).hasMessageContaining("48 channels");
  }

  @Test
  void inferenceUsesTheRunningStatistics() {
    try (TensorScope scope = TensorScope.open()) {
      TensorLayer layer = norm("type='BN', momentum=1.0").create(1);
      Tensor input = Tensors.of(new float[] {1, 3}, 1, 1, 1, 2);
      layer.forward(input);
      layer.train(false);
      // The running variance is the unbiased one, 2; the batch's was 1.
      assertThat(Tensors.toFloats(layer.forward(input)))
          .containsExactly(new float[] {-0.7071f, 0.7071f}, within(1e-4f));
      assertThat(Tensors.toLongs(layer.state().get("num_batches_tracked").get()))
          .containsExactly(1);
    }
  }
}
