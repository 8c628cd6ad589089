package org.vedette.data.sampler;

import java.util.stream.IntStream;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Dataset;
import org.vedette.data.Sampler;

/**
 * All images once an epoch, shared out among the processes by turns. Upstream: MMEngine's {@code
 * DefaultSampler}; the shuffled order is this library's own.
 */
@Component("DefaultSampler")
public final class DefaultSampler implements Sampler {
  private final Config config;

  /**
   * Settings.
   *
   * @param shuffle whether each epoch has an order of its own
   * @param seed the seed of the order; None for the run's
   * @param round_up whether images are shown twice so that all processes get equally many
   */
  public record Config(
      @Default("True") boolean shuffle,
      @Default("None") Long seed,
      @Default("True") boolean round_up) {}

  /** A sampler with these settings. */
  public DefaultSampler(Config config) {
    this.config = config;
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    int size = dataset.size();
    int[] all =
        config.shuffle()
            ? RandomSource.at(config.seed() == null ? seed : config.seed(), epoch).permutation(size)
            : IntStream.range(0, size).toArray();
    int total = config.round_up() ? (size + worldSize - 1) / worldSize * worldSize : size;
    return IntStream.iterate(rank, i -> i < total, i -> i + worldSize)
        .map(i -> all[i % size])
        .toArray();
  }
}
