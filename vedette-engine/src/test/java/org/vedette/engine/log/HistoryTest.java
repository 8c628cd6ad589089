package org.vedette.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void meansAreOfTheWindowAndWeightedByCounts() {
    History history = new History();
    history.add(1, 1);
    history.add(2, 1);
    history.add(5, 3);
    assertThat(history.current()).isEqualTo(5);
    assertThat(history.mean(2)).isEqualTo((2 + 15) / 4.0);
    assertThat(history.mean()).isEqualTo(18 / 5.0);
    assertThat(history.min(2)).isEqualTo(2);
    assertThat(history.max(3)).isEqualTo(5);
  }

  @Test
  void aWindowLongerThanTheHistoryIsAllOfIt() {
    History history = new History();
    history.add(4, 1);
    assertThat(history.mean(50)).isEqualTo(4);
  }
}
