package org.vedette.core.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.Formula;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class RoiAlignTest {
  private static RoiAlign align(String keys) {
    return (RoiAlign)
        new Binder(Registry.load())
            .spec(RoiLayer.class, "dict(type='RoIAlign', " + keys + ")")
            .build();
  }

  private static Tensor map(String key, int height, int width) {
    return Tensors.of(Formula.of(key).floats(2 * 3 * height * width, -1, 1), 2, 3, height, width);
  }

  @Test
  void aRegionOfWholeCellsIsTheirMean() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor map = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
      Tensor rois = Tensors.of(new float[] {0, 0, 0, 2, 2}, 1, 5);
      assertThat(Tensors.toFloats(align("output_size=1").forward(map, rois))).containsExactly(3);
      assertThat(Tensors.toFloats(align("output_size=2, sampling_ratio=1").forward(map, rois)))
          .containsExactly(1, 2, 4, 5);
    }
  }

  @Test
  void regionsOfSeveralLevelsComeInTheirOwnOrder() {
    try (TensorScope scope = TensorScope.open()) {
      RoiAlign layer = align("output_size=(2, 3)");
      Tensor fine = map("fine", 16, 20);
      Tensor coarse = map("coarse", 8, 10);
      float[] rois = {1, 3, 4, 30, 20, 0, 0, 0, 60, 50, 1, 8, 2, 40, 60};
      double[] scales = {0.25, 0.125};
      float[] together =
          Tensors.toFloats(layer.forward(List.of(fine, coarse), scales, rois, new int[] {0, 1, 0}));
      float[] onFine = Tensors.toFloats(layer.forward(List.of(fine), scales, rois, new int[3]));
      float[] onCoarse =
          Tensors.toFloats(layer.forward(List.of(coarse), new double[] {0.125}, rois, new int[3]));
      int size = 3 * 2 * 3;
      for (int i = 0; i < 3 * size; i++) {
        float expected = i / size == 1 ? onCoarse[i] : onFine[i];
        assertThat(together[i]).isCloseTo(expected, within(1e-6f));
      }
    }
  }

  @Test
  void noRegionsGiveAnEmptyOutput() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor none =
          align("output_size=7")
              .forward(List.of(map("fine", 4, 4)), new double[] {1}, new float[0], new int[0]);
      assertThat(Tensors.shape(none)).containsExactly(0, 3, 7, 7);
    }
  }

  @Test
  void aRegionOutsideTheMapIsZero() {
    try (TensorScope scope = TensorScope.open()) {
      Tensor rois = Tensors.of(new float[] {0, 90, 90, 99, 99}, 1, 5);
      assertThat(Tensors.toFloats(align("output_size=2").forward(map("fine", 4, 4), rois)))
          .containsOnly(0);
    }
  }

  @Test
  void anOutputOfNoCellsIsRefused() {
    assertThatThrownBy(() -> align("output_size=0")).hasMessageContaining("output_size");
  }
}
