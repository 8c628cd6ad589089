package org.vedette.core.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.vedette.base.RandomSource;

/** The orders of equal values are those of {@code torch.sort(descending=True)}, PyTorch 1.13. */
class ScoreOrderTest {
  private static int[] order(int... values) {
    float[] scores = new float[values.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = values[i];
    }
    return ScoreOrder.falling(scores);
  }

  @Test
  void fewEqualValuesKeepTheirOrder() {
    assertThat(order(1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 1))
        .containsExactly(0, 1, 4, 5, 6, 7, 8, 11, 2, 3, 9, 10);
  }

  @Test
  void moreEqualValuesStandWherePyTorchHasThem() {
    assertThat(order(0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1))
        .containsExactly(
            12, 23, 22, 21, 20, 16, 9, 1, 2, 5, 15, 3, 4, 19, 18, 17, 7, 14, 13, 0, 11, 10, 6, 8);
  }

  @Test
  void oneScoreAmongZerosStandsBeforeThem() {
    int[] values = new int[48];
    values[5] = 1;
    assertThat(Arrays.copyOf(order(values), 26))
        .containsExactly(
            5, 37, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 24, 38, 39, 40, 41, 42, 43, 44,
            45, 46, 47, 13);
  }

  @Test
  void differentValuesFallAndNaNComesFirst() {
    RandomSource random = RandomSource.at(1);
    float[] values = new float[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    values[7] = Float.NaN;

    int[] order = ScoreOrder.falling(values);

    assertThat(order[0]).isEqualTo(7);
    for (int i = 2; i < order.length; i++) {
      assertThat(values[order[i - 1]]).isGreaterThanOrEqualTo(values[order[i]]);
    }
  }

  @Test
  void anOrderThatDefeatsQuicksortIsSortedAsWell() {
    int half = 1000;
    int[] values = new int[2 * half];
    for (int i = 1; i <= half; i++) {
      if (i % 2 == 1) {
        values[i - 1] = i;
        values[i] = half + i;
      }
      values[half + i - 1] = 2 * i;
    }

    int[] order = order(values);

    for (int i = 1; i < order.length; i++) {
      assertThat(values[order[i - 1]]).isGreaterThanOrEqualTo(values[order[i]]);
    }
  }

  @Test
  void firstFewOfManyTiesStandAsIfAllWereSorted() {
    RandomSource random = RandomSource.at(2);
    for (int round = 0; round < 3000; round++) {
      int count = (int) (random.nextDouble() * (round % 100 == 0 ? 20_000 : 300));
      int different = 1 + (int) (random.nextDouble() * (round % 3 == 0 ? 3 : 2 * count));
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        int value = (int) (random.nextDouble() * different);
        values[i] = value == 7 ? Float.NaN : value;
      }
      checkFront(values, (int) (random.nextDouble() * (count + 2)));
      checkFront(values, Math.min(count, 10));
    }
  }

  @Test
  void firstFewOfAnOrderThatDefeatsQuicksortStandAsIfAllWereSorted() {
    int half = 4000;
    float[] values = new float[2 * half];
    for (int i = 1; i <= half; i++) {
      if (i % 2 == 1) {
        values[i - 1] = Math.floorDiv(i, 8);
        values[i] = Math.floorDiv((half + i), 8);
      }
      values[half + i - 1] = Math.floorDiv(2 * i, 8);
    }
    for (int limit = 0; limit <= values.length; limit += 501) {
      checkFront(values, limit);
    }
  }

  private static void checkFront(float[] values, int limit) {
    float[] sorted = values.clone();
    int[] tags = new int[values.length];
    Arrays.setAll(tags, i -> i);
    ScoreOrder.toFront(sorted, tags, limit);

    int kept = Math.min(limit, values.length);
    int[] expected = Arrays.copyOf(ScoreOrder.falling(values), kept);
    assertThat(Arrays.copyOf(tags, kept)).isEqualTo(expected);
    for (int i = 0; i < kept; i++) {
      assertThat(Float.compare(sorted[i], values[expected[i]])).isZero();
    }
  }
}
