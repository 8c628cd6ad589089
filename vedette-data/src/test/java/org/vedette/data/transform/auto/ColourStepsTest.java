package org.vedette.data.transform.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.DataException;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.image.Image;
import org.vedette.data.transform.Samples;

class ColourStepsTest {
  private static int[] changed(String type, double magnitude, int... grey) {
    GradedTransform step = (GradedTransform) Nodes.transform("dict(type='%s')".formatted(type));
    try (Sample sample = step.apply(Samples.grey(1, grey.length, grey), magnitude)) {
      return Samples.firstChannel(sample);
    }
  }

  private static float[] changed(String type, double magnitude, float[] pixel) {
    GradedTransform step = (GradedTransform) Nodes.transform("dict(type='%s')".formatted(type));
    try (Sample sample = step.apply(Sample.of(Image.of(pixel, 1, 1, 3)), magnitude)) {
      return sample.image().toFloats();
    }
  }

  @Test
  void brightnessMultipliesAndDropsDigits() {
    assertThat(changed("Brightness", 1.5, 0, 11, 100, 200)).containsExactly(0, 16, 150, 255);
  }

  @Test
  void contrastGoesAwayFromTheMean() {
    assertThat(changed("Contrast", 2.0, 90, 110)).containsExactly(80, 120);
    assertThat(changed("Contrast", 0.0, 90, 110)).containsExactly(100, 100);
  }

  @Test
  void colourGoesTowardsGrey() {
    GradedTransform color = (GradedTransform) Nodes.transform("dict(type='Color')");
    // Grey is 0.114 * 200 + 0.587 * 100 + 0.299 * 50 = 96.45.
    try (Sample grey = color.apply(Samples.colour(1, 1, 200, 100, 50), 0);
        Sample half = color.apply(Samples.colour(1, 1, 200, 100, 50), 0.5)) {
      assertThat(Samples.values(grey)).containsExactly(96, 96, 96);
      assertThat(Samples.values(half)).containsExactly(148, 98, 73);
    }
  }

  @Test
  void sharpnessGoesAwayFromTheSmoothImage() {
    // The middle's neighbours in a mirrored 1x3: 5/13 * 130 + 2/13 * 130 = 70.
    assertThat(changed("Sharpness", 0.0, 0, 130, 0)[1]).isEqualTo(70);
    assertThat(changed("Sharpness", 1.5, 0, 130, 0)[1]).isEqualTo(160);
  }

  @Test
  void valuesAreLookedUp() {
    assertThat(changed("Solarize", 128, 127, 128, 255)).containsExactly(127, 127, 0);
    assertThat(changed("SolarizeAdd", 30.5, 0, 127, 128)).containsExactly(30, 157, 128);
    assertThat(changed("Posterize", 2.1, 31, 32, 255)).containsExactly(0, 32, 224);
    assertThat(changed("Posterize", 0, 255)).containsExactly(0);
    assertThat(changed("Invert", 0, 0, 55)).containsExactly(255, 200);
    assertThat(changed("AutoContrast", 0, 50, 60, 70)).containsExactly(0, 127, 255);
    assertThat(changed("AutoContrast", 0, 50, 50)).containsExactly(50, 50);
    assertThat(changed("ColorTransform", 1.5, 50)).containsExactly(50);
  }

  @Test
  void equalizeSpreadsFrequentValues() {
    int[] values = new int[512];
    Arrays.setAll(values, i -> i < 255 ? 10 : 20);
    // 255 of 512 below the last value give a step of one.
    int[] changed = changed("Equalize", 0, values);
    assertThat(changed[0]).isEqualTo(0);
    assertThat(changed[511]).isEqualTo(255);
    assertThat(changed("Equalize", 0, 10, 20)).containsExactly(10, 20);
  }

  @Test
  void floatsStayFloats() {
    float[] pixel = {100.5f, 100.5f, 100.5f};
    assertThat(changed("Brightness", 2, pixel)).containsOnly(201);
    assertThat(changed("Brightness", 2, new float[] {200, 200, 200})).containsOnly(255);
    assertThat(changed("Contrast", 0, pixel)).containsOnly(100);
    assertThat(changed("Solarize", 100, pixel)).containsOnly(154.5f);
    assertThat(changed("SolarizeAdd", 10, pixel)).containsOnly(110.5f);
    assertThat(changed("Invert", 0, pixel)).containsOnly(154.5f);
    assertThat(changed("Color", 1, new float[] {1.5f, 2, 300})).containsExactly(1.5f, 2, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Posterize", "Equalize", "AutoContrast"})
  void stepsThatCountValuesRefuseFloats(String type) {
    assertThatThrownBy(() -> changed(type, 1, new float[3]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("uint8");
  }

  @Test
  void theChanceAndTheLevelAreDrawn() {
    String literal = "dict(type='Brightness', prob=0.5)";
    assertThat(drawn(literal, 0.51)).isEqualTo(100);
    // 0.1 + 0.25 * 1.8 = 0.55, but a little less in binary; 0.1 + 0.3 * 1.8 = 0.64.
    assertThat(drawn(literal, 0.5, 0.25)).isEqualTo(50);
    assertThat(drawn(literal, 0.5, 0.3)).isEqualTo(60);
    assertThat(drawn("dict(type='Brightness', level=5)", 0.0)).isEqualTo(100);
    assertThat(drawn("dict(type='Brightness', level=0)", 0.0)).isEqualTo(10);
  }

  private static int drawn(String literal, Object... draws) {
    ScriptedRandom random = new ScriptedRandom(List.of(draws));
    try (Sample sample = Nodes.transform(literal).apply(Samples.grey(1, 1, 100), random)) {
      random.assertExhausted();
      return Samples.values(sample)[0];
    }
  }

  @Test
  void magnitudesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Nodes.transform("dict(type='Brightness', max_mag=2.5)"))
        .hasMessageContaining("from 0.0 to 2.0, got 0.1 and 2.5");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Solarize', level=11)"))
        .hasMessageContaining("'level' must be from 0 to 10");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Invert', prob=1.5)"))
        .hasMessageContaining("'prob'");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Posterize', min_mag=3, max_mag=2)"))
        .hasMessageContaining("above 'max_mag'");
  }
}
