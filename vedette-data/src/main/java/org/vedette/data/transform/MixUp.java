package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.MixTransform;
import org.vedette.data.Sample;

/**
 * Lets another image shine through a sample (Zhang et al., 2017; as in Ge et al., YOLOX, 2021).
 * Upstream: mmdet's {@code MixUp}, which leaves masks behind; here they move along.
 */
@Component("MixUp")
public final class MixUp implements MixTransform {
  private final MixUpOptions options;

  /**
   * Settings.
   *
   * @param options how the images are mixed
   */
  public record Config(@Flat MixUpOptions options) {}

  /** A step with these settings. */
  public MixUp(Config config) {
    options = config.options();
  }

  /** An image with objects, or after some tries the last one without. */
  @Override
  public List<Sample> choose(Source source, RandomSource random) {
    for (int tries = 1; ; tries++) {
      Sample other = source.load(random.nextInt(0, source.size()), random);
      boolean empty = other.truths() == null || other.truths().size() == 0;
      if (!empty || tries == options.max_iters()) {
        return List.of(other);
      }
      other.close();
    }
  }

  @Override
  public Sample mix(Sample sample, List<Sample> others, RandomSource random) {
    Sample other = others.get(0);
    return other.truths() != null && other.truths().size() == 0
        ? sample
        : options.mix(sample, other, random);
  }
}
