package org.vedette.data.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.BatchSampler;
import org.vedette.data.Batches;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;

/**
 * Batches of images that are all wider than high, or all not, so that padding wastes little. What
 * is left at the end of an epoch makes mixed batches.
 */
@Component("AspectRatioBatchSampler")
public final class AspectRatioBatchSampler implements BatchSampler {
  private final Config config;

  /**
   * Settings.
   *
   * @param drop_last whether the last batch of an epoch is left out; upstream leaves it out even
   *     when it is full
   */
  public record Config(@Default("False") boolean drop_last) {}

  /** A sampler with these settings. */
  public AspectRatioBatchSampler(Config config) {
    this.config = config;
  }

  @Override
  public List<int[]> batches(Dataset dataset, int[] order, int batchSize) {
    List<int[]> batches = new ArrayList<>();
    int[][] buckets = new int[2][batchSize];
    int[] sizes = new int[2];
    for (int index : order) {
      int bucket = AspectGroups.isPortrait(dataset.record(index)) ? 0 : 1;
      buckets[bucket][sizes[bucket]++] = index;
      if (sizes[bucket] == batchSize) {
        batches.add(buckets[bucket].clone());
        sizes[bucket] = 0;
      }
    }
    int[] left = Arrays.copyOf(buckets[0], sizes[0] + sizes[1]);
    System.arraycopy(buckets[1], 0, left, sizes[0], sizes[1]);
    for (int start = 0; start < left.length; start += batchSize) {
      int end = Math.min(start + batchSize, left.length);
      if (left.length - start > batchSize || !config.drop_last()) {
        batches.add(Arrays.copyOfRange(left, start, end));
      }
    }
    return batches;
  }

  @Override
  public Batches endless(Dataset dataset, EndlessOrder order, int batchSize) {
    return new GroupedBatches(order, new AspectGroups(dataset), batchSize);
  }
}
