package org.vedette.data.sampler;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;
import org.vedette.data.Sampler;

/**
 * Batches as of {@link MultiSourceSampler}, in which all images are higher than wide, or none is. A
 * group of which some part has no images is left out. Upstream: mmdet's {@code
 * GroupMultiSourceSampler}; the random draws are this library's own.
 */
@Component("GroupMultiSourceSampler")
public final class GroupMultiSourceSampler implements Sampler {
  private final SourceOptions options;

  /**
   * Settings.
   *
   * @param options how a batch is made up
   */
  public record Config(@Flat SourceOptions options) {}

  /** A sampler with these settings. */
  public GroupMultiSourceSampler(Config config) {
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
    int sources = options.source_ratio().size();
    return new GroupedSources(
        Sources.of(dataset, "GroupMultiSourceSampler", "source_ratio", sources),
        options,
        options.seed(seed),
        rank,
        worldSize);
  }

  @Override
  public int[] order(Dataset dataset, long seed, int epoch, int rank, int worldSize) {
    return Stretches.of(endless(dataset, seed, rank, worldSize), dataset, epoch, worldSize);
  }
}
