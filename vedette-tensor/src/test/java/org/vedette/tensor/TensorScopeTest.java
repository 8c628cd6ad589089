package org.vedette.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TensorScopeTest {
  @Test
  void whatIsMadeInAScopeIsFreedWithIt() {
    Tensor tensor;
    try (TensorScope scope = TensorScope.open()) {
      tensor = Tensors.of(new float[] {1, 2}, 2);
      assertThat(tensor.isNull()).isFalse();
    }
    assertThat(tensor.isNull()).isTrue();
  }

  @Test
  void whatIsKeptBelongsToTheOuterScope() {
    Tensor kept;
    try (TensorScope outer = TensorScope.open()) {
      try (TensorScope inner = TensorScope.open()) {
        Tensor passing = Tensors.of(new float[] {1, 2}, 2);
        kept = inner.keep(Ops.mul(passing, 3));
      }
      assertThat(Tensors.toFloats(kept)).containsExactly(3, 6);
    }
    assertThat(kept.isNull()).isTrue();
  }

  @Test
  void whatIsKeptWithoutAnOuterScopeBelongsToTheCaller() {
    Tensor kept;
    try (TensorScope scope = TensorScope.open()) {
      kept = scope.keep(Tensors.of(new float[] {1, 2}, 2));
    }
    assertThat(Tensors.toFloats(kept)).containsExactly(1, 2);
    kept.releaseReference();
    assertThat(kept.isNull()).isTrue();
  }

  @Test
  void aScopeIsFreedWhenItsWorkFails() {
    Tensor[] made = new Tensor[1];
    try (TensorScope scope = TensorScope.open()) {
      made[0] = Tensors.of(new float[] {1}, 1);
      throw new IllegalStateException("work failed");
    } catch (IllegalStateException e) {
      assertThat(made[0].isNull()).isTrue();
    }
  }

  @Test
  void scopesOfOtherThreadsAreTheirOwn() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor mine = Tensors.of(new float[] {1}, 1);
      CompletableFuture.runAsync(
              () -> {
                try (TensorScope other = TensorScope.open()) {
                  Tensors.of(new float[] {2}, 1);
                }
              })
          .join();
      assertThat(Tensors.toFloats(mine)).containsExactly(1);
    }
  }

  @Test
  void whatAnOperationInPlaceGivesOutlivesItsInput() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor kept =
          TensorScope.only(() -> Tensors.of(new float[] {-1, 2}, 2).add(new Scalar(1)).relu_());
      for (int i = 0; i < 100; i++) {
        TensorScope.only(() -> Tensors.of(new float[] {7, 7}, 2));
      }
      assertThat(Tensors.toFloats(kept)).containsExactly(0, 3);
    }
  }
}
