package org.vedette.data.transform.auto;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.vedette.base.RandomSource;

/**
 * By what chance and how strongly a {@link GradedTransform} acts.
 *
 * @param prob the chance
 * @param level the strength in steps from 0 to 10; null for a random one
 * @param least the magnitude of level 0
 * @param most the magnitude of level 10
 */
record Strength(double prob, Integer level, double least, double most) {
  private static final int LEVELS = 10;

  Strength {
    check(prob, level, least, most);
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException that names the key
   */
  static void check(double prob, Integer level, double least, double most) {
    if (!(prob >= 0 && prob <= 1)) {
      throw new IllegalArgumentException("'prob' must be from 0 to 1, got " + prob);
    }
    if (level != null && (level < 0 || level > LEVELS)) {
      throw new IllegalArgumentException("'level' must be from 0 to 10 or None, got " + level);
    }
    if (!(least <= most)) {
      throw new IllegalArgumentException(
          "'min_mag' must not be above 'max_mag', got " + least + " and " + most);
    }
  }

  /**
   * Checks that magnitudes lie within what a step can do.
   *
   * @throws IllegalArgumentException that names the keys
   */
  static void checkRange(double least, double most, double low, double high) {
    if (least < low || most > high) {
      throw new IllegalArgumentException(
          "'min_mag' and 'max_mag' must be from %s to %s, got %s and %s"
              .formatted(low, high, least, most));
    }
  }

  /** Whether the step is left out this time. */
  boolean isSkipped(RandomSource random) {
    return random.nextDouble() > prob;
  }

  /** The magnitude, rounded to one digit after the point. */
  double draw(RandomSource random) {
    double share = level == null ? random.nextDouble() : (double) level / LEVELS;
    // Python's round: of the number as it is in binary, ties to even.
    return new BigDecimal(share * (most - least) + least)
        .setScale(1, RoundingMode.HALF_EVEN)
        .doubleValue();
  }
}
