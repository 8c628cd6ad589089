package org.vedette.data;

import org.vedette.config.component.ComponentKind;

/** Chooses which images an epoch shows, and in which order. */
@ComponentKind("sampler")
public interface Sampler {
  /**
   * The order of one epoch for one process: the same for the same arguments. Of a sampler without
   * an end it is one stretch of the order, about as long as the dataset is for one process.
   *
   * @param dataset what to choose from
   * @param seed the run's seed; a seed of the sampler's own goes first
   * @param epoch counted from 0
   * @param rank this process among {@code worldSize}
   */
  int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize);

  /** Whether the order has no end, as training by iterations wants it. */
  default boolean isEndless() {
    return false;
  }

  /**
   * The order without an end for one process; only of a sampler that {@link #isEndless}.
   *
   * @param dataset what to choose from
   * @param seed the run's seed; a seed of the sampler's own goes first
   * @param rank this process among {@code worldSize}
   */
  default EndlessOrder endless(Dataset dataset, long seed, int rank, int worldSize) {
    throw new IllegalStateException(getClass().getSimpleName() + " has epochs");
  }

  /** How many images a batch must hold for this sampler; 0 when any number will do. */
  default int batchSize() {
    return 0;
  }
}
