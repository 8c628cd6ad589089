package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.CachedTransform;
import org.vedette.data.Recent;
import org.vedette.data.Sample;

/**
 * A {@link MixUp} of a sample and one that came shortly before, so that no image is loaded for it
 * alone (Lyu et al., RTMDet, 2022). Upstream: mmdet's {@code CachedMixUp}; {@link CachedTransform}
 * tells how the cache differs.
 */
@Component("CachedMixUp")
public final class CachedMixUp implements CachedTransform {
  private final Config config;

  /**
   * Settings.
   *
   * @param options how the images are mixed
   * @param max_cached_images how many samples the cache holds
   * @param random_pop whether a random sample leaves the full cache, else the oldest
   * @param prob the chance that images are mixed at all
   */
  public record Config(
      @Flat MixUpOptions options,
      @Default("20") int max_cached_images,
      @Default("True") boolean random_pop,
      @Default("1.0") double prob) {
    /** Checks the numbers. */
    public Config {
      if (max_cached_images < 2) {
        throw new IllegalArgumentException("'max_cached_images' must be 2 or more");
      }
      if (!(prob >= 0 && prob <= 1)) {
        throw new IllegalArgumentException("'prob' must be from 0 to 1");
      }
    }
  }

  /** A step with these settings. */
  public CachedMixUp(Config config) {
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
    if (recent.size() < 1 || random.uniform(0, 1) > config.prob()) {
      return sample;
    }
    for (int tries = 0; tries < config.options().max_iters(); tries++) {
      try (Recent.Loan loan = recent.borrow(random.nextInt(0, recent.size()))) {
        Sample other = loan.sample();
        if (other.truths() == null || other.truths().size() > 0) {
          return config.options().mix(sample, other, random);
        }
      }
    }
    return sample;
  }
}
