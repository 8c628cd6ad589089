package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.image.Image;

class CenterCropTest {
  private static Sample crop(String keys, Sample sample) {
    return Nodes.transform("dict(type='CenterCrop', %s)".formatted(keys))
        .apply(sample, new ScriptedRandom(List.of()));
  }

  @Test
  void theMiddleStays() {
    // Of 5 columns, 2: 1.5 is rounded to the even 2.
    try (Sample cropped = crop("crop_size=(2, 1)", Samples.grey(1, 5, 1, 2, 3, 4, 5))) {
      assertThat(Samples.firstChannel(cropped)).containsExactly(3, 4);
    }
  }

  @Test
  void boxesMasksAndSegMapAreCutWithTheImage() {
    Sample sample = Samples.withMasks(4, 4, 0, 0, 3, 3, 0, 0, 1, 1);
    sample.replaceSegMap(Image.of(new byte[16], 4, 4, 1));
    try (Sample cropped = crop("crop_size=2", sample)) {
      assertThat(cropped.truths().boxes()).containsExactly(0, 0, 2, 2, 0, 0, 0, 0);
      assertThat(cropped.truths().masks().areas()).containsExactly(4, 0);
      assertThat(cropped.segMap().width()).isEqualTo(2);
    }
    Sample again = Samples.withBoxes(4, 4, 0, 0, 3, 3);
    try (Sample cropped = crop("crop_size=2, clip_object_border=False", again)) {
      assertThat(cropped.truths().boxes()).containsExactly(-1, -1, 2, 2);
    }
  }

  @Test
  void smallImagesArePaddedWhenAskedFor() {
    try (Sample whole = crop("crop_size=(3, 1)", Samples.grey(1, 2, 5, 6))) {
      assertThat(Samples.firstChannel(whole)).containsExactly(5, 6);
    }
    String keys = "crop_size=(3, 1), auto_pad=True, pad_cfg=dict(type='Pad', pad_val=7)";
    try (Sample padded = crop(keys, Samples.grey(1, 2, 5, 6))) {
      assertThat(Samples.firstChannel(padded)).containsExactly(5, 6, 7);
    }
  }

  @Test
  void thePaddingMustBeAStep() {
    assertThatThrownBy(() -> crop("crop_size=2, pad_cfg=3", Samples.grey(1, 1, 0)))
        .hasMessageContaining("dict with the type of a transform");
  }
}
