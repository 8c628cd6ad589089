package org.vedette.data.transform.corrupt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.RandomSource;
import org.vedette.data.ScriptedRandom;

class CorruptionPartsTest {
  private static Raster row(double... values) {
    return new Raster(values, 1, values.length, 1);
  }

  @Test
  void smoothingWeighsByTheGaussian() {
    Raster smooth = Smoothing.gaussian(row(0, 0, 1, 0, 0), 0.01, 1, 1, Smoothing.Border.NEAREST);
    double side = Math.exp(-0.5);
    double middle = 1 / (1 + 2 * side);
    assertThat(smooth.values())
        .containsExactly(new double[] {0, side * middle, middle, side * middle, 0}, within(1e-12));
  }

  @Test
  void smoothingRepeatsOrMirrorsTheBorder() {
    double side = Math.exp(-0.5) / (1 + 2 * Math.exp(-0.5));
    double[] nearest =
        Smoothing.gaussian(row(1, 0, 0), 0.01, 1, 1, Smoothing.Border.NEAREST).values();
    assertThat(nearest[0]).isCloseTo(1 - side, within(1e-12));
    double[] mirrored =
        Smoothing.gaussian(row(0, 1), 0.01, 1, 2, Smoothing.Border.REFLECT).values();
    assertThat(mirrored[0] + mirrored[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void motionSmearsAgainstItsDirection() {
    // Along 0 degrees, of three steps that weigh nearly the same.
    Raster smeared =
        new Motion(1, 1000).apply(row(0, 0, 0, 9), 0, 0, new ScriptedRandom(List.of(0.0)));
    assertThat(smeared.values()).containsExactly(new double[] {0, 3, 6, 9}, within(1e-4));
  }

  @Test
  void zoomKeepsTheEndsOfTheMiddle() {
    Raster zoomed = Zoom.middle(new Raster(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 1, 8, 1), 2);
    assertThat(zoomed.width()).isEqualTo(8);
    assertThat(zoomed.values()[0]).isEqualTo(2);
    assertThat(zoomed.values()[7]).isEqualTo(5);
    assertThat(zoomed.values()[1]).isCloseTo(2 + 3 / 7.0, within(1e-12));
  }

  @Test
  void poissonNumbersHaveTheirMean() {
    RandomSource random = RandomSource.at(5);
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += Noise.poisson(12, random);
    }
    assertThat(sum / 20_000).isCloseTo(12, within(0.1));
    assertThat(Noise.poisson(0, random)).isZero();
  }

  @Test
  void landscapesReachFromZeroToOne() {
    float[] whole = Plasma.landscape(64, 64, 2, RandomSource.at(1));
    float least = 1;
    float most = 0;
    for (float height : whole) {
      least = Math.min(least, height);
      most = Math.max(most, height);
    }
    assertThat(least).isZero();
    assertThat(most).isEqualTo(1);
    assertThat(Plasma.landscape(40, 50, 2, RandomSource.at(1))).hasSize(2000);
    assertThat(Plasma.landscape(40, 50, 2, RandomSource.at(1))[50]).isEqualTo(whole[64]);
  }
}
