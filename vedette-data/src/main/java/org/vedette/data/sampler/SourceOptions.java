package org.vedette.data.sampler;

import java.util.List;
import org.vedette.config.component.Default;

/**
 * How a batch is made of the parts of a ConcatDataset.
 *
 * @param batch_size how many images a batch holds; the loader's batch_size
 * @param source_ratio how many images of each part a batch holds, relative to each other; rounded
 *     down, and the rest goes to the first
 * @param shuffle whether each pass over the images has an order of its own
 * @param seed the seed of the orders; None for the run's
 */
public record SourceOptions(
    int batch_size,
    List<Double> source_ratio,
    @Default("True") boolean shuffle,
    @Default("None") Long seed) {
  /** Checks the numbers. */
  public SourceOptions {
    if (batch_size < 1) {
      throw new IllegalArgumentException("'batch_size' must be above 0");
    }
    Sources.checkRatio("source_ratio", source_ratio);
  }

  /** How many images of each part a batch holds. */
  int[] counts() {
    double sum = source_ratio.stream().mapToDouble(Double::doubleValue).sum();
    int[] counts =
        source_ratio.stream().mapToInt(ratio -> (int) (batch_size * ratio / sum)).toArray();
    int others = 0;
    for (int i = 1; i < counts.length; i++) {
      others += counts[i];
    }
    counts[0] = batch_size - others;
    return counts;
  }

  /** The sampler's seed before the run's. */
  long seed(long ofRun) {
    return seed == null ? ofRun : seed;
  }
}
