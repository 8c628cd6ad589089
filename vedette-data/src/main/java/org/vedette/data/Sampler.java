package org.vedette.data;

import org.vedette.config.component.ComponentKind;

/** Chooses which images an epoch shows, and in which order. */
@ComponentKind("sampler")
public interface Sampler {
  /**
   * The order of one epoch for one process: the same for the same arguments.
   *
   * @param dataset what to choose from
   * @param seed the run's seed; a seed of the sampler's own goes first
   * @param epoch counted from 0
   * @param rank this process among {@code worldSize}
   */
  int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize);
}
