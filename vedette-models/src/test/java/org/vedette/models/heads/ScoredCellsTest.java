package org.vedette.models.heads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoredCellsTest {
  /** Three priors of two classes. */
  private static final float[] SCORES = {0.25f, 0.5f, 0.75f, 0.1f, 0.5f, 0.25f};

  @Test
  void bestComeFirstAndEqualOnesKeepTheirOrder() {
    ScoredCells found = ScoredCells.above(SCORES, 2, 0.1, 100);
    assertThat(found.scores()).containsExactly(0.75f, 0.5f, 0.5f, 0.25f, 0.25f);
    assertThat(found.priors()).containsExactly(1, 0, 2, 0, 2);
    assertThat(found.labels()).containsExactly(0, 1, 0, 0, 1);
  }

  @Test
  void scoreAtTheThresholdIsDroppedAndTheLimitHolds() {
    ScoredCells found = ScoredCells.above(SCORES, 2, 0.25, 2);
    assertThat(found.priors()).containsExactly(1, 0);
  }

  @Test
  void limitOfMinusOneDropsTheLast() {
    assertThat(ScoredCells.above(SCORES, 2, 0.25, -1).size()).isEqualTo(2);
    assertThat(ScoredCells.above(SCORES, 2, 0.9, -1).size()).isZero();
  }
}
