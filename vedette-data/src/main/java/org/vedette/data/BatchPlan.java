package org.vedette.data;

import org.vedette.base.DataException;

/**
 * Which images the batches of a run show, by a loader's settings: for each epoch, or for training
 * by iterations without an end. Says the same for the same seed, whenever it is asked.
 */
public final class BatchPlan {
  private final DataLoaderConfig config;
  private final Dataset dataset;
  private final long seed;
  private final int rank;
  private final int worldSize;
  private final Sampler sampler;
  private final BatchSampler grouping;
  private final Batches endless;

  /**
   * A plan.
   *
   * @param dataset built from {@code config}
   * @param seed the run's seed
   * @param rank this process among {@code worldSize}
   * @throws DataException when the dataset has no images
   */
  public BatchPlan(DataLoaderConfig config, Dataset dataset, long seed, int rank, int worldSize) {
    this.config = config;
    this.dataset = dataset;
    this.seed = seed;
    this.rank = rank;
    this.worldSize = worldSize;
    if (dataset.size() == 0) {
      throw new DataException(
          "the dataset has no images; check its annotation file, classes and filter_cfg");
    }
    sampler = config.sampler().build();
    grouping = config.batch_sampler() == null ? null : config.batch_sampler().build();
    int size = config.batch_size();
    if (sampler.batchSize() != 0 && sampler.batchSize() != size) {
      throw new DataException(
          "the sampler's batch_size is "
              + sampler.batchSize()
              + ", but the loader's is "
              + size
              + "; they must be equal");
    }
    endless = sampler.isEndless() ? withoutEnd(size) : null;
  }

  private Batches withoutEnd(int size) {
    EndlessOrder order = sampler.endless(dataset, seed, rank, worldSize);
    return grouping == null ? Batches.endless(order, size) : grouping.endless(dataset, order, size);
  }

  /** Whether the batches go on for ever, so that there is but one epoch. */
  public boolean isEndless() {
    return endless != null;
  }

  /** The batches of an epoch, counted from 0; the same for all epochs when they have no end. */
  public Batches epoch(int epoch) {
    if (endless != null) {
      return endless;
    }
    int[] order = sampler.order(dataset, seed, epoch, rank, worldSize);
    int size = config.batch_size();
    return Batches.of(
        grouping == null
            ? DataLoader.batches(order, size, config.drop_last())
            : grouping.batches(dataset, order, size));
  }

  /**
   * How many batches show the dataset about once: the length of an epoch. Where batches have no end
   * this is the dataset's size divided by the batch's, rounded up, as upstream counts.
   */
  public long batchesPerEpoch() {
    int size = config.batch_size();
    return endless == null ? epoch(0).size() : (dataset.size() + size - 1L) / size;
  }
}
