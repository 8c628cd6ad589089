package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.DataException;
import org.vedette.base.ImageMeta;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;

class RandomCenterCropPadTest {
  private static final String MEAN = "mean=[1, 2, 3], std=[1, 1, 1], to_rgb=True";
  private static final String TRAIN =
      "dict(type='RandomCenterCropPad', crop_size=(2, 2), ratios=[1.0, 2.0], border=1,"
          + " test_pad_mode=None, %s)";
  private static final String TEST =
      "dict(type='RandomCenterCropPad', crop_size=None, ratios=None, border=None, test_mode=True,"
          + " test_pad_mode=%s, %s)";

  /** Blue counts the pixels; four rows and columns. */
  private static Sample sample(float... boxes) {
    float[] pixels = new float[48];
    for (int i = 0; i < 16; i++) {
      pixels[3 * i] = 100 + i;
    }
    Sample sample = Sample.of(Image.of(pixels, 4, 4, 3));
    int count = boxes.length / 4;
    sample.truths(new Truths(boxes, new int[count], new boolean[count], null));
    return sample;
  }

  private static float[] blue(Sample sample) {
    float[] all = sample.image().toFloats();
    float[] blue = new float[all.length / 3];
    for (int i = 0; i < blue.length; i++) {
      blue[i] = all[3 * i];
    }
    return blue;
  }

  @Test
  void theCanvasLiesAroundTheMiddleDrawn() {
    ScriptedRandom random = new ScriptedRandom(List.of(0, 2, 1));
    try (Sample cropped =
        Nodes.transform(TRAIN.formatted(MEAN)).apply(sample(1, 0, 4, 2, 0, 0, 1, 1), random)) {
      assertThat(blue(cropped)).containsExactly(101, 102, 105, 106);
      assertThat(cropped.truths().boxes()).containsExactly(0, 0, 2, 2);
    }
  }

  @Test
  void whatIsNotCoveredIsTheMean() {
    ScriptedRandom random = new ScriptedRandom(List.of(1, 1, 1));
    try (Sample cropped = Nodes.transform(TRAIN.formatted(MEAN)).apply(sample(), random)) {
      assertThat(blue(cropped))
          .containsExactly(3, 3, 3, 3, 3, 100, 101, 102, 3, 104, 105, 106, 3, 108, 109, 110);
    }
  }

  @Test
  void anotherMiddleIsDrawnUntilAnObjectIsCovered() {
    ScriptedRandom random = new ScriptedRandom(List.of(0, 1, 1, 3, 3));
    try (Sample cropped =
        Nodes.transform(TRAIN.formatted(MEAN)).apply(sample(2, 2, 4, 4), random)) {
      random.assertExhausted();
      assertThat(blue(cropped)).containsExactly(110, 111, 114, 115);
    }
  }

  @Test
  void anImageWhoseObjectsAreNeverCoveredIsOfNoUse() {
    try (Sample sample = sample(9, 9, 10, 10)) {
      assertThat(Nodes.transform(TRAIN.formatted(MEAN)).apply(sample, RandomSource.at(0))).isNull();
    }
  }

  @Test
  void inTestingTheWholeImageLiesInTheMiddle() {
    String bits = TEST.formatted("('logical_or', 7)", MEAN);
    try (Sample padded = Nodes.transform(bits).apply(sample(), new ScriptedRandom(List.of()))) {
      assertThat(padded.image().height()).isEqualTo(7);
      assertThat(padded.border()).isEqualTo(new ImageMeta.Border(1, 5, 1, 5));
      assertThat(padded.meta().border()).isEqualTo(padded.border());
      assertThat(blue(padded)[7 + 1]).isEqualTo(100);
      assertThat(blue(padded)[0]).isEqualTo(3);
    }
    String multiple = TEST.formatted("['size_divisor', 3]", MEAN);
    try (Sample padded = Nodes.transform(multiple).apply(sample(), new ScriptedRandom(List.of()))) {
      assertThat(padded.image().width()).isEqualTo(6);
    }
  }

  @Test
  void settingsOfTrainingAndTestingDoNotMix() {
    assertThatThrownBy(() -> Nodes.transform(TRAIN.formatted("mean=[0, 0, 0]")))
        .hasMessageContaining("'to_rgb' are needed");
    assertThatThrownBy(() -> Nodes.transform(TRAIN.formatted(MEAN + ", test_mode=True")))
        .hasMessageContaining("must be None");
    assertThatThrownBy(() -> Nodes.transform(TEST.formatted("('or', 7)", MEAN)))
        .hasMessageContaining("logical_or");
  }

  @Test
  void bytesAndMasksAreRefused() {
    try (Sample bytes = Samples.withBoxes(4, 4, 0, 0, 1, 1)) {
      assertThatThrownBy(
              () ->
                  Nodes.transform(TRAIN.formatted(MEAN))
                      .apply(bytes, new ScriptedRandom(List.of())))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("to_float32=True");
    }
  }
}
