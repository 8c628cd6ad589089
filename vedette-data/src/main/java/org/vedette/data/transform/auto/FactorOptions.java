package org.vedette.data.transform.auto;

import org.vedette.config.component.Default;

/**
 * The settings of the colour steps whose magnitude is a factor, or means nothing.
 *
 * @param prob the chance
 * @param level the strength from 0 to 10; None for a random one
 * @param min_mag the magnitude of level 0
 * @param max_mag the magnitude of level 10
 */
public record FactorOptions(
    @Default("1.0") double prob,
    @Default("None") Integer level,
    @Default("0.1") double min_mag,
    @Default("1.9") double max_mag) {
  /** Checks the numbers. */
  public FactorOptions {
    Strength.check(prob, level, min_mag, max_mag);
  }

  Strength strength() {
    return new Strength(prob, level, min_mag, max_mag);
  }
}
