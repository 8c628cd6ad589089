package org.vedette.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormulaTest {
  @Test
  void firstNumbersOfTheImageTensorAreThePublishedOnes() {
    assertThat(Formula.of("input").at(0)).isEqualTo(0.9975570440292358);
    assertThat(Formula.of("input").at(1)).isEqualTo(0.3497973084449768);
    assertThat(Formula.of("input").floats(4, u -> 2 * u - 1))
        .containsExactly(0.995114088f, -0.300405383f, 0.559088469f, -0.784702778f);
  }

  @Test
  void aRangeIsAppliedInDoubleAndThenRounded() {
    assertThat(Formula.of("backbone.bn1.running_var").floats(2, 0.8, 1.2))
        .containsExactly(0.816804349f, 1.136446f);
  }
}
