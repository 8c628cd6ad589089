package org.vedette.models.preprocessors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.ImageMeta;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class BatchSyncRandomResizeTest {
  private final BatchAugment resize =
      Configs.BINDER
          .spec(
              BatchAugment.class,
              "dict(type='BatchSyncRandomResize', random_size_range=(64, 128), interval=4,"
                  + " size_divisor=32)")
          .build();

  private static Batch batch() {
    Instances truth =
        Instances.truths(
            Tensors.of(new float[] {16, 8, 64, 32}, 1, 4), Tensors.of(new long[] {1}, 1), null);
    return new Batch(
        Tensors.zeros(DType.FLOAT32, 1, 3, 64, 128),
        List.of(ImageMeta.ofSize(63, 128)),
        List.of(truth),
        List.of(Tensors.of(new float[] {0, 0, 128, 64}, 1, 4)));
  }

  private long height(int iteration, int rank) {
    return resize.apply(batch(), new StepContext(7, 0, iteration, rank)).images().size(2);
  }

  @Test
  void firstIterationsKeepTheSize() {
    try (TensorScope scope = TensorScope.open()) {
      for (int iteration = 0; iteration < 4; iteration++) {
        assertThat(height(iteration, 0)).isEqualTo(64);
      }
    }
  }

  @Test
  void sizeHoldsForAnIntervalAndForAllProcesses() {
    try (TensorScope scope = TensorScope.open()) {
      List<Long> heights = new ArrayList<>();
      for (int period = 1; period < 20; period++) {
        long height = height(4 * period, 0);
        assertThat(height(4 * period + 3, 1)).isEqualTo(height);
        heights.add(height);
      }
      assertThat(heights).containsOnly(64L, 96L, 128L).contains(64L, 96L, 128L);
    }
  }

  @Test
  void boxesAndSizesFollowTheImages() {
    try (TensorScope scope = TensorScope.open()) {
      int iteration = 4;
      while (height(iteration, 0) != 96) {
        iteration += 4;
      }
      Batch resized = resize.apply(batch(), new StepContext(7, 0, iteration, 0));
      assertThat(Tensors.shape(resized.images())).containsExactly(1, 3, 96, 192);
      assertThat(Tensors.toFloats(resized.truths().get(0).boxes())).containsExactly(24, 12, 96, 48);
      assertThat(Tensors.toFloats(resized.ignored().get(0))).containsExactly(0, 0, 192, 96);
      assertThat(resized.metas().get(0).imgHeight()).isEqualTo(94);
      assertThat(resized.metas().get(0).oriHeight()).isEqualTo(63);
    }
  }
}
