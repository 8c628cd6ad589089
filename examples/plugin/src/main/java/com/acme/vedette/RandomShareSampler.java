package com.acme.vedette;

import java.util.stream.IntStream;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.data.Dataset;
import org.vedette.data.Sampler;

/**
 * Each epoch shows another random share of the images, each at most once: short epochs of much
 * data.
 */
@Component("acme.RandomShareSampler")
public final class RandomShareSampler implements Sampler {
  private final double share;

  /**
   * Settings.
   *
   * @param share of the images that an epoch shows, above 0 and at most 1; rounded up
   */
  public record Config(double share) {
    /** Checks the number. */
    public Config {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share: expected above 0 and at most 1, got " + share);
      }
    }
  }

  /** A sampler with these settings. */
  public RandomShareSampler(Config config) {
    share = config.share();
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    // The address of the numbers is all that makes epochs differ: a resumed run repeats the order.
    int[] all = RandomSource.at(seed, epoch).permutation(dataset.size());
    int count = (int) Math.ceil(share * all.length);
    return IntStream.iterate(rank, i -> i < count, i -> i + worldSize).map(i -> all[i]).toArray();
  }
}
