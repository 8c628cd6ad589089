package org.vedette.models.preprocessors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.ImageMeta;
import org.vedette.base.TensorException;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.models.Configs;
import org.vedette.tensor.DType;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class BatchResizeTest {
  private static Batch batch(Tensor masks) {
    Tensor boxes = Tensors.of(new float[] {2, 4, 6, 8}, 1, 4);
    return new Batch(
        Tensors.filled(DType.FLOAT32, 1, 1, 3, 10, 20),
        List.of(ImageMeta.ofSize(9, 20)),
        List.of(Instances.truths(boxes, Tensors.of(new long[] {0}, 1), masks)),
        List.of(Tensors.of(new float[] {0, 0, 20, 10}, 1, 4)));
  }

  private static Batch resized(String keys) {
    return Configs.BINDER
        .spec(BatchAugment.class, "dict(type='BatchResize', %s)".formatted(keys))
        .build()
        .apply(batch(null), StepContext.FIRST);
  }

  @Test
  void theShorterSideGetsItsLength() {
    try (TensorScope scope = TensorScope.open()) {
      Batch resized = resized("scale=(100, 5), pad_size_divisor=4, pad_value=9");
      assertThat(Tensors.shape(resized.images())).containsExactly(1, 3, 8, 12);
      float[] pixels = Tensors.toFloats(resized.images());
      assertThat(pixels[4 * 12 + 9]).isEqualTo(1);
      assertThat(pixels[4 * 12 + 10]).isEqualTo(9);
      assertThat(pixels[5 * 12]).isEqualTo(9);
      assertThat(Tensors.toFloats(resized.truths().get(0).boxes())).containsExactly(1, 2, 3, 4);
      assertThat(Tensors.toFloats(resized.ignored().get(0))).containsExactly(0, 0, 10, 5);
      ImageMeta meta = resized.metas().get(0);
      assertThat(new int[] {meta.imgHeight(), meta.imgWidth(), meta.padHeight(), meta.padWidth()})
          .containsExactly(4, 10, 8, 12);
      assertThat(meta.scaleX()).isEqualTo(0.5);
    }
  }

  @Test
  void theLongerSideIsNoLongerThanAllowed() {
    try (TensorScope scope = TensorScope.open()) {
      assertThat(Tensors.shape(resized("scale=(20, 30)").images())).containsExactly(1, 3, 15, 30);
    }
  }

  @Test
  void masksAreRefused() {
    try (TensorScope scope = TensorScope.open()) {
      BatchResize resize =
          new BatchResize(Configs.BINDER.bind(BatchResize.Config.class, "dict(scale=(20, 30))"));
      Batch masked = batch(Tensors.zeros(DType.UINT8, 1, 10, 20));
      assertThatThrownBy(() -> resize.apply(masked, StepContext.FIRST))
          .isInstanceOf(TensorException.class)
          .hasMessageContaining("masks");
    }
  }
}
