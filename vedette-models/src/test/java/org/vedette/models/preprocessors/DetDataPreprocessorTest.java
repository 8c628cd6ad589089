package org.vedette.models.preprocessors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.base.ImageMeta;
import org.vedette.base.Rle;
import org.vedette.base.Truth;
import org.vedette.core.Batch;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.StepContext;
import org.vedette.models.Configs;
import org.vedette.tensor.Device;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class DetDataPreprocessorTest {
  private static DataPreprocessor build(String keys) {
    return Configs.BINDER
        .spec(DataPreprocessor.class, "dict(type='DetDataPreprocessor'" + keys + ")")
        .build();
  }

  private static ImageInput image(int height, int width, Truth truth, int... values) {
    ByteBuffer pixels = ByteBuffer.allocateDirect(values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      pixels.put((byte) value);
    }
    return new ImageInput(
        pixels.flip(), false, height, width, 3, ImageMeta.ofSize(height, width), truth);
  }

  private static Batch prepare(String keys, boolean training, ImageInput... images) {
    return build(keys).prepare(List.of(images), Device.CPU, training, StepContext.FIRST);
  }

  @Test
  void pixelsBecomeChannelsAndLargeOnesStayPositive() {
    try (TensorScope scope = TensorScope.open()) {
      Batch batch = prepare("", false, image(1, 2, null, 1, 2, 255, 4, 5, 6));
      assertThat(Tensors.shape(batch.images())).containsExactly(1, 3, 1, 2);
      assertThat(Tensors.toFloats(batch.images())).containsExactly(1, 4, 2, 5, 255, 6);
      assertThat(batch.truths()).isNull();
    }
  }

  @Test
  void channelsAreSwappedBeforeMeanAndDeviation() {
    try (TensorScope scope = TensorScope.open()) {
      String keys = ", mean=[10, 20, 30], std=[1, 2, 5], bgr_to_rgb=True";
      Batch batch = prepare(keys, false, image(1, 1, null, 40, 30, 20));
      assertThat(Tensors.toFloats(batch.images())).containsExactly(10, 5, 2);
    }
  }

  @Test
  void smallerImagesArePaddedAfterNormalisingAndToTheDivisor() {
    try (TensorScope scope = TensorScope.open()) {
      String keys = ", mean=[1], std=[2], pad_value=7, pad_size_divisor=2";
      Batch batch = prepare(keys, false, image(1, 1, null, 3, 3, 3), image(1, 3, null, new int[9]));
      assertThat(Tensors.shape(batch.images())).containsExactly(2, 3, 2, 4);
      assertThat(Tensors.toFloats(batch.images().select(0, 0).select(0, 2)))
          .containsExactly(1, 7, 7, 7, 7, 7, 7, 7);
      // What the batch adds for its largest image is not counted.
      assertThat(batch.metas().get(0).padWidth()).isEqualTo(2);
      assertThat(batch.metas().get(1).padWidth()).isEqualTo(4);
      assertThat(batch.metas().get(0).imgWidth()).isEqualTo(1);
    }
  }

  @Test
  void floatImagesKeepTheirFractions() {
    ByteBuffer pixels = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
    pixels.putFloat(0.5f).putFloat(-1).putFloat(300).flip();
    ImageInput input = new ImageInput(pixels, true, 1, 1, 3, ImageMeta.ofSize(1, 1), null);
    try (TensorScope scope = TensorScope.open()) {
      assertThat(Tensors.toFloats(prepare("", false, input).images()))
          .containsExactly(0.5f, -1, 300);
    }
  }

  @Test
  void floatImagesAreNormalisedAsBytesAre() {
    ByteBuffer pixels = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
    pixels.putFloat(40).putFloat(30).putFloat(20).flip();
    ImageInput input = new ImageInput(pixels, true, 1, 1, 3, ImageMeta.ofSize(1, 1), null);
    try (TensorScope scope = TensorScope.open()) {
      String keys = ", mean=[10, 20, 30], std=[1, 2, 5], rgb_to_bgr=True";
      assertThat(Tensors.toFloats(prepare(keys, false, input).images())).containsExactly(10, 5, 2);
    }
  }

  @Test
  void ignoredObjectsAreParted() {
    Truth truth =
        new Truth(
            new float[] {0, 0, 1, 1, 2, 2, 3, 3},
            new int[] {4, 5},
            new boolean[] {true, false},
            null);
    try (TensorScope scope = TensorScope.open()) {
      Batch batch = prepare("", true, image(1, 1, truth, 0, 0, 0));
      assertThat(Tensors.toFloats(batch.truths().get(0).boxes())).containsExactly(2, 2, 3, 3);
      assertThat(Tensors.toInts(batch.truths().get(0).labels())).containsExactly(5);
      assertThat(Tensors.toFloats(batch.ignored().get(0))).containsExactly(0, 0, 1, 1);
      assertThat(batch.truths().get(0).masks()).isNull();
    }
  }

  @Test
  void masksArePaddedInTrainingWhenAsked() {
    Rle onlySecond = new Rle(1, 2, new int[] {1, 1});
    Truth truth = new Truth(new float[4], new int[1], new boolean[1], new Rle[] {onlySecond});
    String keys = ", pad_size_divisor=3, pad_mask=True, mask_pad_value=9";
    try (TensorScope scope = TensorScope.open()) {
      Batch padded = prepare(keys, true, image(1, 2, truth, new int[6]));
      assertThat(Tensors.shape(padded.truths().get(0).masks())).containsExactly(1, 3, 3);
      assertThat(Tensors.toInts(padded.truths().get(0).masks()))
          .containsExactly(0, 1, 9, 9, 9, 9, 9, 9, 9);
      Batch plain = prepare(keys, false, image(1, 2, truth, new int[6]));
      assertThat(Tensors.toInts(plain.truths().get(0).masks())).containsExactly(0, 1);
    }
  }

  @Test
  void outlinesStayWithTheObjectsThatCount() {
    double[][] first = {{0, 0, 1, 0, 1, 1}};
    double[][] second = {{0, 0, 1, 0, 0, 1}};
    Rle empty = new Rle(1, 1, new int[] {1});
    Truth truth =
        new Truth(
            new float[8],
            new int[2],
            new boolean[] {true, false},
            new Rle[] {empty, empty},
            new double[][][] {first, second});
    try (TensorScope scope = TensorScope.open()) {
      Batch batch = prepare("", true, image(1, 1, truth, 0, 0, 0));
      assertThat(batch.truths().get(0).outlines()).containsExactly(second);
    }
  }

  @Test
  void imageWithOtherChannelsThanTheMeanIsNamed() {
    ImageInput grey =
        new ImageInput(ByteBuffer.allocateDirect(1), false, 1, 1, 1, ImageMeta.ofSize(1, 1), null);
    try (TensorScope scope = TensorScope.open()) {
      assertThat(Tensors.toFloats(prepare(", mean=[1], std=[2]", false, grey).images()))
          .containsExactly(-0.5f);
      assertThatThrownBy(() -> prepare(", bgr_to_rgb=True", false, grey))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              "expected 3 channels, as mean, std or the swapping of channels need, got 1");
      assertThatThrownBy(() -> prepare("", false, grey, image(1, 1, null, 1, 2, 3)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("expected 1 channels, as the first image of the batch has, got 3");
    }
  }

  @Test
  void contradictionsAreProblems() {
    assertThatThrownBy(() -> build(", bgr_to_rgb=True, rgb_to_bgr=True"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("exclude each other");
    assertThatThrownBy(() -> build(", mean=[1, 2, 3]"))
        .hasMessageContaining("mean and std must be given both or not at all");
    assertThatThrownBy(() -> build(", mean=[1, 2], std=[1, 2]"))
        .hasMessageContaining("1 or 3 numbers");
  }
}
