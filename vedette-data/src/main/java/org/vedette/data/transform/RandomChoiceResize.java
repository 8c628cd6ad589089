package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/** Resizes to one of some sizes. Upstream: mmcv's {@code RandomChoiceResize}. */
@Component("RandomChoiceResize")
public final class RandomChoiceResize implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param scales the sizes: each (width, height), or one number for both
   * @param resize the step that resizes
   */
  public record Config(List<ImageScale> scales, @Flat InnerResize resize) {
    /** Checks that there is a size. */
    public Config {
      if (scales.isEmpty()) {
        throw new IllegalArgumentException("'scales' needs at least one size");
      }
    }
  }

  /** A step with these settings. */
  public RandomChoiceResize(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    List<ImageScale> scales = config.scales();
    return config.resize().apply(sample, scales.get(random.nextInt(scales.size())));
  }
}
