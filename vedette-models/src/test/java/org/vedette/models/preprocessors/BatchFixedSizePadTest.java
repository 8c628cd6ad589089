package org.vedette.models.preprocessors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.ImageMeta;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.models.Configs;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class BatchFixedSizePadTest {
  private static BatchAugment pad(String keys) {
    return Configs.BINDER
        .spec(BatchAugment.class, "dict(type='BatchFixedSizePad', %s)".formatted(keys))
        .build();
  }

  private static Batch batch() {
    Tensor boxes = Tensors.of(new float[] {0, 0, 1, 1}, 1, 4);
    Tensor masks = Tensors.of(new byte[] {1, 0}, 1, 1, 2);
    return new Batch(
        Tensors.of(new float[] {1, 2}, 1, 1, 1, 2),
        List.of(ImageMeta.ofSize(1, 2)),
        List.of(Instances.truths(boxes, Tensors.of(new long[] {0}, 1), masks)),
        List.of(Tensors.of(new float[0], 0, 4)));
  }

  @Test
  void padsImagesAndMasksToTheSize() {
    try (TensorScope scope = TensorScope.open()) {
      Batch padded =
          pad("size=(2, 3), img_pad_value=7, pad_mask=True, mask_pad_value=1")
              .apply(batch(), StepContext.FIRST);
      assertThat(Tensors.shape(padded.images())).containsExactly(1, 1, 2, 3);
      assertThat(Tensors.toFloats(padded.images())).containsExactly(1, 2, 7, 7, 7, 7);
      assertThat(Tensors.toBytes(padded.truths().get(0).masks())).containsExactly(1, 0, 1, 1, 1, 1);
      assertThat(padded.metas().get(0).padHeight()).isEqualTo(2);
      assertThat(padded.metas().get(0).padWidth()).isEqualTo(3);
      assertThat(padded.metas().get(0).imgWidth()).isEqualTo(2);
    }
  }

  @Test
  void masksStayWithoutPadMask() {
    try (TensorScope scope = TensorScope.open()) {
      Batch padded = pad("size=(2, 2)").apply(batch(), StepContext.FIRST);
      assertThat(Tensors.toFloats(padded.images())).containsExactly(1, 2, 0, 0);
      assertThat(Tensors.shape(padded.truths().get(0).masks())).containsExactly(1, 1, 2);
    }
  }

  @Test
  void bigBatchesStay() {
    try (TensorScope scope = TensorScope.open()) {
      Batch batch = batch();
      assertThat(pad("size=(1, 1)").apply(batch, StepContext.FIRST)).isSameAs(batch);
      Batch higher = pad("size=(2, 1)").apply(batch, StepContext.FIRST);
      assertThat(Tensors.shape(higher.images())).containsExactly(1, 1, 2, 2);
    }
  }

  @Test
  void aSizeIsTwoNumbersAboveZero() {
    assertThatThrownBy(() -> pad("size=(2, 0)")).hasMessageContaining("(height, width)");
  }
}
