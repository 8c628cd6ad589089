package org.vedette.data.sampler;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;
import org.vedette.data.Sampler;

/**
 * All images again and again, for training by iterations: one random order after the other, dealt
 * out to the processes by turns. Upstream: MMEngine's {@code InfiniteSampler}; the shuffled orders
 * are this library's own.
 */
@Component("InfiniteSampler")
public final class InfiniteSampler implements Sampler {
  private final Config config;

  /**
   * Settings.
   *
   * @param shuffle whether each pass over the images has an order of its own
   * @param seed the seed of the orders; None for the run's
   */
  public record Config(@Default("True") boolean shuffle, @Default("None") Long seed) {}

  /** A sampler with these settings. */
  public InfiniteSampler(Config config) {
    this.config = config;
  }

  @Override
  public boolean isEndless() {
    return true;
  }

  @Override
  public EndlessOrder endless(Dataset dataset, long seed, int rank, int worldSize) {
    long own = config.seed() == null ? seed : config.seed();
    Passes passes = new Passes(dataset.size(), config.shuffle(), own);
    return position -> passes.at(position * worldSize + rank);
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    return Stretches.of(endless(dataset, seed, rank, worldSize), dataset, epoch, worldSize);
  }
}
