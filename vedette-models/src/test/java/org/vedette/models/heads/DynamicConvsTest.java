package org.vedette.models.heads;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class DynamicConvsTest {
  @Test
  void parametersAreWeightsAndBiasesOfAllConvolutions() {
    assertThat(new DynamicConvs(10, 8, 3).numParams()).isEqualTo(80 + 64 + 8 + 8 + 8 + 1);
  }

  @Test
  void eachInstanceIsConvolvedWithItsOwnParameters() {
    DynamicConvs convs = new DynamicConvs(2, 2, 2);
    // Weights 2x2, weights 1x2, biases 2, bias 1.
    float[] params = {
      1, 0, 0, 1, 1, 1, 0, 0, 0,
      1, -1, -1, 1, 2, 3, 0, 0, 10
    };
    // Two channels over two pixels, the same for both.
    float[] maps = {1, 2, 5, -7, 1, 2, 5, -7};
    try (TensorScope scope = TensorScope.open()) {
      Tensor found = convs.forward(Tensors.of(params, 2, 9), Tensors.of(maps, 2, 2, 2));
      assertThat(Tensors.shape(found)).containsExactly(2, 2);
      // First: ReLU of both channels, added. Second: 2 relu(a - b) + 3 relu(b - a) + 10.
      assertThat(Tensors.toFloats(found)).containsExactly(6, 2, 22, 28);
    }
  }
}
