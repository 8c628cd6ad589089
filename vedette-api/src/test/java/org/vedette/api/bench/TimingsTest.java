package org.vedette.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimingsTest {
  @Test
  void medianIsTheMiddleOneAndP90LeavesOneInTenAbove() {
    Timings odd = Timings.of(new double[] {3, 1, 2});
    assertThat(odd).isEqualTo(new Timings(2, 1, 3));
    Timings ten = Timings.of(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    assertThat(ten).isEqualTo(new Timings(5.5, 1, 9));
  }

  @Test
  void oneRunIsItsOwnMedian() {
    assertThat(Timings.of(new double[] {4})).isEqualTo(new Timings(4, 4, 4));
  }
}
