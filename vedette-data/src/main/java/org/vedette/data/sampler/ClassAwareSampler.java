package org.vedette.data.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Dataset;
import org.vedette.data.Sampler;

/**
 * Goes through the classes by turns and shows an image of each, so that rare classes come as often
 * as others (Shen et al., Relay Backpropagation, 2015). An epoch is as long as the dataset.
 * Upstream: mmdet's {@code ClassAwareSampler}; the random orders are this library's own.
 */
@Component("ClassAwareSampler")
public final class ClassAwareSampler implements Sampler {
  private final Config config;
  private Dataset known;
  private List<int[]> images;

  /**
   * Settings.
   *
   * @param seed the seed of the orders; None for the run's
   * @param num_sample_class how many images of a class are shown at its turn
   */
  public record Config(@Default("None") Long seed, @Default("1") int num_sample_class) {
    /** Checks the number. */
    public Config {
      if (num_sample_class < 1) {
        throw new IllegalArgumentException("'num_sample_class' must be above 0");
      }
    }
  }

  /** A sampler with these settings. */
  public ClassAwareSampler(Config config) {
    this.config = config;
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    List<int[]> byClass = images(dataset);
    RandomSource random = RandomSource.at(config.seed() == null ? seed : config.seed(), epoch);
    Cycle turns = new Cycle(IntStream.range(0, byClass.size()).toArray(), random);
    List<Cycle> cycles = byClass.stream().map(of -> new Cycle(of, random)).toList();
    int share = (dataset.size() + worldSize - 1) / worldSize;
    int[] all = new int[share * worldSize];
    int turn = 0;
    for (int i = 0; i < all.length; i++) {
      turn = i % config.num_sample_class() == 0 ? turns.next() : turn;
      all[i] = cycles.get(turn).next();
    }
    return Arrays.copyOfRange(all, rank * share, (rank + 1) * share);
  }

  /** The images of each class that has any. */
  private synchronized List<int[]> images(Dataset dataset) {
    if (known != dataset) {
      int classes = dataset.metaInfo().classes().size();
      List<IntStream.Builder> found =
          IntStream.range(0, classes).mapToObj(c -> IntStream.builder()).toList();
      for (int i = 0; i < dataset.size(); i++) {
        int image = i;
        Arrays.stream(dataset.record(i).labels())
            .distinct()
            .forEach(label -> found.get(label).add(image));
      }
      images = found.stream().map(of -> of.build().toArray()).filter(of -> of.length > 0).toList();
      known = dataset;
      if (images.isEmpty()) {
        throw new DataException("ClassAwareSampler: no image of the dataset has an object");
      }
    }
    return images;
  }

  /** Items again and again, each time in another order. */
  private static final class Cycle {
    private final int[] items;
    private final RandomSource random;
    private int[] order;
    private int next;

    Cycle(int[] items, RandomSource random) {
      this.items = items;
      this.random = random;
      order = random.permutation(items.length);
    }

    int next() {
      if (next == items.length) {
        order = random.permutation(items.length);
        next = 0;
      }
      return items[order[next++]];
    }
  }
}
