package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.RandomSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1.0, 1.0",
    "0.1, 0.1",
    "171.18199157714844, 171.18199157714844",
    "2.0E-3, 0.002",
    "1.0E-4, 0.0001",
    "1.5E-4, 0.00015",
    "1.0E-5, 1e-05",
    "-1.25E-7, -1.25e-07",
    "1.0E7, 10000000.0",
    "1.23456789E8, 123456789.0",
    "1.234567890125E10, 12345678901.25",
    "1.0E15, 1000000000000000.0",
    "1.0E16, 1e+16",
    "1.5E300, 1.5e+300",
    "2.0E-323, 2e-323",
    "NaN, nan"
  })
  void floatsAreWrittenAsPythonWritesThem(double value, String text) {
    assertThat(PythonFloats.repr(value)).isEqualTo(text);
  }

  @Test
  void writtenFloatsReadBackBitForBit() {
    RandomSource random = RandomSource.at(3);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(PythonFloats.repr(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void fixedDigitsRoundTheBinaryValueHalfToEven() {
    assertThat(Numpy.fixed(0.0625, 3)).isEqualTo("0.062");
    assertThat(Numpy.fixed(0.0005, 3)).isEqualTo("0.001");
    assertThat(Numpy.fixed(0.5125, 3)).isEqualTo("0.512");
    assertThat(Numpy.fixed(-1, 3)).isEqualTo("-1.000");
    assertThat(Numpy.fixed(-0.0001, 3)).isEqualTo("-0.000");
    assertThat(Numpy.fixed(Double.NaN, 3)).isEqualTo("nan");
  }

  @Test
  void roundingScalesBeforeItRounds() {
    // The decimal 0.0015 lies above its binary value, yet 0.0015 * 1000 is exactly 1.5.
    assertThat(Numpy.round3(0.0015)).isEqualTo(0.002);
    assertThat(Numpy.round3(0.0025)).isEqualTo(0.002);
    assertThat(Numpy.round3(Double.NaN)).isNaN();
  }

  @Test
  void linspaceEndsOnItsStop() {
    double[] thresholds = EvalParams.defaultIouThresholds();
    assertThat(thresholds)
        .containsExactly(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95);
  }

  @Test
  void meansAreSummedPairwise() {
    double[] values = new double[1000];
    Arrays.fill(values, 0.1);
    assertThat(Numpy.mean(values, 1000)).isEqualTo(0.10000000000000002);
    assertThat(Numpy.mean(values, 5)).isEqualTo(0.1);
  }

  @Test
  void tablesHaveALineUnderTheirHead() {
    assertThat(AsciiTable.of(List.of(List.of("category", "mAP"), List.of("cat", "0.25"))))
        .isEqualTo(
            """
            +----------+------+
            | category | mAP  |
            +----------+------+
            | cat      | 0.25 |
            +----------+------+""");
  }
}
