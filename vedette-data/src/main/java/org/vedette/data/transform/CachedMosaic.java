package org.vedette.data.transform;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.CachedTransform;
import org.vedette.data.Recent;
import org.vedette.data.Sample;

/**
 * A {@link Mosaic} of a sample and three that came shortly before, so that no image is loaded for
 * it alone (Lyu et al., RTMDet, 2022). Upstream: mmdet's {@code CachedMosaic}; {@link
 * CachedTransform} tells how the cache differs.
 */
@Component("CachedMosaic")
public final class CachedMosaic implements CachedTransform {
  private static final int OTHERS = 3;

  /** With fewer samples before it upstream leaves a sample as it is. */
  private static final int LEAST = 4;

  private final Config config;

  /**
   * Settings.
   *
   * @param options how the images are put together
   * @param max_cached_images how many samples the cache holds
   * @param random_pop whether a random sample leaves the full cache, else the oldest
   */
  public record Config(
      @Flat MosaicOptions options,
      @Default("40") int max_cached_images,
      @Default("True") boolean random_pop) {
    /** Checks the number. */
    public Config {
      if (max_cached_images < 4) {
        throw new IllegalArgumentException("'max_cached_images' must be 4 or more");
      }
    }
  }

  /** A step with these settings. */
  public CachedMosaic(Config config) {
    this.config = config;
  }

  @Override
  public int maxCachedImages() {
    return config.max_cached_images();
  }

  @Override
  public boolean randomPop() {
    return config.random_pop();
  }

  @Override
  public Sample mix(Sample sample, Recent recent, RandomSource random) {
    if (recent.size() < LEAST || random.uniform(0, 1) > config.options().prob()) {
      return sample;
    }
    int[] numbers = new int[OTHERS];
    for (int i = 0; i < OTHERS; i++) {
      numbers[i] = random.nextInt(0, recent.size());
    }
    List<Recent.Loan> loans = new ArrayList<>();
    try {
      for (int number : numbers) {
        loans.add(recent.borrow(number));
      }
      return config.options().mix(sample, i -> loans.get(i).sample(), random);
    } finally {
      loans.forEach(Recent.Loan::close);
    }
  }
}
