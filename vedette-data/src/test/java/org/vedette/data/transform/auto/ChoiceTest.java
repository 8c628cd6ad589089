package org.vedette.data.transform.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.transform.Samples;

class ChoiceTest {
  private static final String INVERT = "dict(type='Invert')";
  private static final String DARKEN = "dict(type='Brightness', level=0, min_mag=0.5)";
  private static final String SPACE = "[[%s], [%s], [dict(type='Solarize', level=0)]]";

  private static int value(String literal, Object... draws) {
    ScriptedRandom random = new ScriptedRandom(List.of(draws));
    try (Sample sample = Nodes.transform(literal).apply(Samples.grey(1, 1, 100), random)) {
      random.assertExhausted();
      return Samples.values(sample)[0];
    }
  }

  @Test
  void autoAugmentRunsAWholePolicy() {
    String literal =
        "dict(type='AutoAugment', policies=[[%s, %s], [%s]])".formatted(INVERT, DARKEN, DARKEN);
    assertThat(value(literal, 0, 0.0, 0.5, 0.0)).isEqualTo(77);
    assertThat(value(literal, 1, 0.0)).isEqualTo(50);
  }

  @Test
  void randAugmentRunsSeveralInTheOrderDrawn() {
    String literal =
        "dict(type='RandAugment', aug_num=2, aug_space=%s)"
            .formatted(SPACE.formatted(INVERT, DARKEN));
    assertThat(value(literal, new int[] {0, 1, 2}, 0.0, 0.5, 0.0)).isEqualTo(77);
    assertThat(value(literal, new int[] {1, 0, 2}, 0.0, 0.0, 0.5)).isEqualTo(205);
  }

  @Test
  void randAugmentWithChancesTakesNoneTwice() {
    String literal =
        "dict(type='RandAugment', aug_num=2, prob=[0.5, 0.5, 0.0], aug_space=%s)"
            .formatted(SPACE.formatted(INVERT, DARKEN));
    assertThat(value(literal, 0.1, 0.1, 0.0, 0.5, 0.0)).isEqualTo(77);
    assertThatThrownBy(() -> Nodes.transform(literal.replace("aug_num=2", "aug_num=3")))
        .hasMessageContaining("from 1 to 2");
  }

  @Test
  void theDefaultsRun() {
    for (String literal : List.of("dict(type='AutoAugment')", "dict(type='RandAugment')")) {
      for (int seed = 0; seed < 50; seed++) {
        try (Sample sample =
            Nodes.transform(literal)
                .apply(Samples.withMasks(8, 8, 1, 1, 5, 6), RandomSource.at(seed))) {
          assertThat(sample.image().height()).isEqualTo(8);
          assertThat(sample.truths().masks().size()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void listsOfOtherShapesAreRefused() {
    assertThatThrownBy(() -> Nodes.transform("dict(type='AutoAugment', policies=[[]])"))
        .hasMessageContaining("at least one step");
    String two = "dict(type='RandAugment', aug_space=[[%s, %s]])".formatted(INVERT, INVERT);
    assertThatThrownBy(() -> Nodes.transform(two)).hasMessageContaining("a list of one step");
  }
}
