package org.vedette.data.transform.albu;

import org.vedette.config.component.Default;

/**
 * When an operation is run.
 *
 * @param always_apply whether it is run whatever the chance
 * @param p the chance
 */
public record Chance(@Default("False") boolean always_apply, @Default("0.5") double p) {
  /** Checks the chance. */
  public Chance {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("'p' must be from 0 to 1, got " + p);
    }
  }
}
