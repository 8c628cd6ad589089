package org.vedette.data.sampler;

import java.util.List;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Dataset;
import org.vedette.data.Sampler;
import org.vedette.data.dataset.ConcatDataset;

/**
 * Draws images from the parts of a ConcatDataset in a ratio, whatever their sizes. An epoch is as
 * long as the dataset; an image may come twice in it. Upstream: mmdet's {@code MultiDataSampler};
 * the random draws are this library's own.
 */
@Component("MultiDataSampler")
public final class MultiDataSampler implements Sampler {
  private final Config config;

  /**
   * Settings.
   *
   * @param dataset_ratio how often images of each part come, relative to each other
   * @param seed the seed of the draws; None for the run's
   * @param round_up whether images are shown twice so that all processes get equally many
   */
  public record Config(
      List<Double> dataset_ratio, @Default("None") Long seed, @Default("True") boolean round_up) {
    /** Checks the ratios. */
    public Config {
      Sources.checkRatio("dataset_ratio", dataset_ratio);
    }
  }

  /** A sampler with these settings. */
  public MultiDataSampler(Config config) {
    this.config = config;
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    ConcatDataset all =
        Sources.of(dataset, "MultiDataSampler", "dataset_ratio", config.dataset_ratio().size());
    double[] upTo = shares(all);
    RandomSource random = RandomSource.at(config.seed() == null ? seed : config.seed(), epoch);
    int[] drawn = IntStream.range(0, all.size()).map(i -> draw(all, upTo, random)).toArray();
    int size = drawn.length;
    int total = config.round_up() ? (size + worldSize - 1) / worldSize * worldSize : size;
    return IntStream.iterate(rank, i -> i < total, i -> i + worldSize)
        .map(i -> drawn[i % size])
        .toArray();
  }

  /** The sums of the ratios; parts without images have none. */
  private double[] shares(ConcatDataset all) {
    double[] upTo = new double[config.dataset_ratio().size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += all.datasets().get(i).size() == 0 ? 0 : config.dataset_ratio().get(i);
      upTo[i] = sum;
    }
    if (sum == 0) {
      throw new DataException("MultiDataSampler: the parts with a ratio above 0 have no images");
    }
    return upTo;
  }

  private static int draw(ConcatDataset all, double[] upTo, RandomSource random) {
    double number = random.nextDouble() * upTo[upTo.length - 1];
    int source = 0;
    while (source < upTo.length - 1 && number >= upTo[source]) {
      source++;
    }
    return all.start(source) + random.nextInt(all.datasets().get(source).size());
  }
}
