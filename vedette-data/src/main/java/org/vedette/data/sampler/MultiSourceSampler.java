package org.vedette.data.sampler;

import org.vedette.base.DataException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;
import org.vedette.data.Sampler;
import org.vedette.data.dataset.ConcatDataset;

/**
 * Batches with a fixed number of images of each part of a ConcatDataset, without an end: for
 * semi-supervised training. Upstream: mmdet's {@code MultiSourceSampler}; the random orders are
 * this library's own.
 */
@Component("MultiSourceSampler")
public final class MultiSourceSampler implements Sampler {
  private final SourceOptions options;

  /**
   * Settings.
   *
   * @param options how a batch is made up
   */
  public record Config(@Flat SourceOptions options) {}

  /** A sampler with these settings. */
  public MultiSourceSampler(Config config) {
    options = config.options();
  }

  @Override
  public boolean isEndless() {
    return true;
  }

  @Override
  public int batchSize() {
    return options.batch_size();
  }

  @Override
  public EndlessOrder endless(Dataset dataset, long seed, int rank, int worldSize) {
    int[] counts = options.counts();
    ConcatDataset all = Sources.of(dataset, "MultiSourceSampler", "source_ratio", counts.length);
    Passes[] passes = new Passes[counts.length];
    for (int source = 0; source < counts.length; source++) {
      int size = all.datasets().get(source).size();
      if (size == 0 && counts[source] > 0) {
        throw new DataException("MultiSourceSampler: datasets[" + source + "] has no images");
      }
      passes[source] = new Passes(size, options.shuffle(), options.seed(seed), source);
    }
    return position -> {
      long batch = position / options.batch_size();
      int slot = (int) (position % options.batch_size());
      int source = 0;
      while (slot >= counts[source]) {
        slot -= counts[source++];
      }
      long place = batch * counts[source] + slot;
      return all.start(source) + passes[source].at(place * worldSize + rank);
    };
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    return Stretches.of(endless(dataset, seed, rank, worldSize), dataset, epoch, worldSize);
  }
}
