package org.vedette.data.transform.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.image.Image;
import org.vedette.data.transform.Samples;

class GeometricStepsTest {
  private static Sample moved(String literal, double magnitude, Sample sample) {
    return ((GradedTransform) Nodes.transform(literal)).apply(sample, magnitude);
  }

  /** A 2x4 image that counts its pixels, with a box, a mask and a map. */
  private static Sample counting() {
    Sample sample = Samples.withMasks(2, 4, 1, 0, 3, 1);
    sample.replaceImage(Samples.grey(2, 4, 1, 2, 3, 4, 5, 6, 7, 8).image());
    sample.replaceSegMap(Image.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 4, 1));
    return sample;
  }

  @Test
  void translatesByWholePixels() {
    // 0.4 of 4 columns is 1.6, of which one is taken.
    try (Sample right = moved("dict(type='TranslateX')", 0.4, counting())) {
      assertThat(Samples.firstChannel(right)).containsExactly(128, 1, 2, 3, 128, 5, 6, 7);
      assertThat(right.truths().boxes()).containsExactly(2, 0, 4, 1);
      assertThat(right.truths().masks().boxes()).containsExactly(2, 0, 4, 1);
      assertThat(Samples.values(right.segMap())).containsExactly(255, 1, 2, 3, 255, 5, 6, 7);
    }
    try (Sample up = moved("dict(type='TranslateY')", -0.5, counting())) {
      assertThat(Samples.firstChannel(up)).containsExactly(5, 6, 7, 8, 128, 128, 128, 128);
      assertThat(up.truths().boxes()).containsExactly(1, 0, 3, 0);
      assertThat(up.truths().masks().areas()).containsExactly(0);
    }
  }

  @Test
  void shearsRowsOrColumns() {
    String keys = "interpolation='nearest', img_border_value=(7, 8, 9), seg_ignore_label=100";
    try (Sample sheared = moved("dict(type='ShearX', %s)".formatted(keys), 1, counting())) {
      assertThat(Samples.firstChannel(sheared)).containsExactly(1, 2, 3, 4, 7, 5, 6, 7);
      assertThat(sheared.truths().boxes()).containsExactly(1, 0, 4, 1);
      assertThat(Samples.values(sheared.segMap())).containsExactly(1, 2, 3, 4, 100, 5, 6, 7);
    }
    try (Sample sheared = moved("dict(type='ShearY', %s)".formatted(keys), 1, counting())) {
      assertThat(Samples.firstChannel(sheared)).containsExactly(1, 7, 7, 7, 5, 2, 7, 7);
      assertThat(sheared.truths().masks().areas()).containsExactly(1);
    }
  }

  @Test
  void turnsAroundTheMiddle() {
    try (Sample turned = moved("dict(type='Rotate', interpolation='nearest')", 180, counting())) {
      assertThat(Samples.firstChannel(turned)).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
      assertThat(turned.truths().masks().boxes()).containsExactly(1, 1, 3, 2);
      assertThat(turned.truths().boxes()[1]).isBetween(-1e-5f, 1e-5f);
    }
    try (Sample quarter = moved("dict(type='Rotate')", 90, Samples.grey(2, 2, 1, 2, 3, 4))) {
      assertThat(Samples.firstChannel(quarter)).containsExactly(3, 1, 4, 2);
    }
  }

  @Test
  void theBaseMovesNothingAndCutsBoxes() {
    Sample sample = Samples.withBoxes(2, 2, -1, 0, 3, 2);
    try (Sample same = moved("dict(type='GeomTransform')", 1, sample)) {
      assertThat(same.truths().boxes()).containsExactly(0, 0, 2, 2);
    }
  }

  @Test
  void chanceMagnitudeAndDirectionAreDrawn() {
    String literal = "dict(type='TranslateX', prob=0.5, max_mag=1.0)";
    assertThat(drawn(literal, 0.6)).containsExactly(1, 2, 3, 4);
    assertThat(drawn(literal, 0.5, 0.3, 0.5)).containsExactly(128, 1, 2, 3);
    assertThat(drawn(literal, 0.5, 0.3, 0.6)).containsExactly(2, 3, 4, 128);
    // The tangent of 45 degrees.
    String shear = "dict(type='ShearX', level=10, max_mag=45.0, interpolation='nearest')";
    try (Sample sheared =
        Nodes.transform(shear)
            .apply(Samples.grey(2, 2, 1, 2, 3, 4), new ScriptedRandom(List.of(0.0, 0.0)))) {
      assertThat(Samples.firstChannel(sheared)).containsExactly(1, 2, 128, 3);
    }
  }

  private static int[] drawn(String literal, Object... draws) {
    ScriptedRandom random = new ScriptedRandom(List.of(draws));
    try (Sample sample = Nodes.transform(literal).apply(Samples.grey(1, 4, 1, 2, 3, 4), random)) {
      random.assertExhausted();
      return Samples.firstChannel(sample);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Nodes.transform("dict(type='ShearX', max_mag=91.0)"))
        .hasMessageContaining("from 0.0 to 90.0");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Rotate', reversal_prob=2.0)"))
        .hasMessageContaining("'reversal_prob'");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Rotate', img_border_value=(1, 2))"))
        .hasMessageContaining("three of them");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Rotate', img_border_value=300)"))
        .hasMessageContaining("from 0 to 255");
  }
}
