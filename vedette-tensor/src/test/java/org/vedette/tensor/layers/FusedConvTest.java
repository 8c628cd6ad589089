package org.vedette.tensor.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class FusedConvTest {
  @ParameterizedTest(name = "kernel {0}, stride {1}, groups {2}")
  @CsvSource({"1, 1, 1", "3, 1, 1", "3, 2, 1", "3, 1, 8", "3, 2, 8"})
  void equalsTheConvolutionAndTheActivationOneAfterTheOther(int kernel, int stride, int groups) {
    Conv2d.Shape shape =
        Conv2d.Shape.of(8, 16, kernel).stride(stride).padding(kernel / 2).groups(groups);
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off()) {
      Conv2d conv = new Conv2d(shape, true);
      for (int size : new int[] {12, 7}) {
        Tensor input = Ops.channelsLast(ramp(2, 8, size, size + 1));
        FusedConv swish =
            new FusedConv(shape, conv.weight().get(), conv.bias().get(), "swish", input);
        Tensor plain = conv.forward(input);
        assertSame(swish.forward(input), plain.mul(plain.sigmoid()));
        assertSame(
            new FusedConv(shape, conv.weight().get(), conv.bias().get(), "relu", input)
                .forward(ramp(1, 8, 5, 5)),
            conv.forward(ramp(1, 8, 5, 5)).relu());
        FusedConv none = new FusedConv(shape, conv.weight().get(), null, "none", input);
        Tensor unbiased = plain.sub(conv.bias().get().view(1, -1, 1, 1));
        assertSame(none.forward(input), unbiased);
      }
    }
  }

  private static Tensor ramp(int... shape) {
    int count = shape[0] * shape[1] * shape[2] * shape[3];
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (i * 37 % 101) / 50f - 1;
    }
    return Tensors.of(values, shape[0], shape[1], shape[2], shape[3]);
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(Tensors.shape(actual)).containsExactly(Tensors.shape(expected));
    assertThat(Tensors.toFloats(actual))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(Tensors.toFloats(expected));
  }
}
