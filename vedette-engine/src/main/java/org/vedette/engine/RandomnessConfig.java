package org.vedette.engine;

import org.vedette.config.component.Default;

/**
 * The settings of {@code randomness}.
 *
 * @param seed the seed of weights, order and augmentation; None: drawn, and told in the log
 * @param deterministic whether a GPU's operations must give the same result each time, which takes
 *     longer; a CPU's always do
 * @param diff_rank_seed whether processes that train together draw different numbers; the numbers
 *     of samples and steps are told apart by process either way
 */
record RandomnessConfig(
    @Default("None") Long seed,
    @Default("False") boolean deterministic,
    @Default("False") boolean diff_rank_seed) {
  /** Checks the seed. */
  RandomnessConfig {
    if (seed != null && seed < 0) {
      throw new IllegalArgumentException("'seed' must be 0 or more, or None; got " + seed);
    }
  }
}
