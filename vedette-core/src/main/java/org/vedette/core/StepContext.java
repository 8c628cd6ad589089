package org.vedette.core;

import org.vedette.base.RandomSource;

/**
 * Where in a run a step stands: the one thing a loss may read besides its inputs.
 *
 * @param seed the run's seed
 * @param epoch from 0
 * @param iteration from 0, over the whole run
 * @param rank this process among those that train together, from 0
 */
public record StepContext(long seed, int epoch, long iteration, int rank) {
  /** The first step of a run with seed 0 on one process. */
  public static final StepContext FIRST = new StepContext(0, 0, 0, 0);

  /**
   * Random numbers for one user in this step, told apart by its name: the same after a resume and
   * for any number of threads.
   */
  public RandomSource random(String layer) {
    return RandomSource.at(seed, iteration, rank, layer.hashCode());
  }
}
