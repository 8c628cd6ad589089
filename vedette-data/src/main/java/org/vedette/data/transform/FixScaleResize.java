package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * {@link Resize} whose size, when the aspect ratio is kept, is rounded down. Upstream: mmdet's
 * {@code FixScaleResize}.
 */
@Component("FixScaleResize")
public final class FixScaleResize implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param resize the settings of {@link Resize}
   */
  public record Config(@Flat Resize.Config resize) {}

  /** A step with these settings. */
  public FixScaleResize(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Resize.Config resize = config.resize();
    int height = sample.image().height();
    int width = sample.image().width();
    ImageScale scale =
        resize.scale() != null ? resize.scale() : resize.scale_factor().of(height, width);
    ImageScale size = resize.keep_ratio() ? scale.withinRoundedDown(sample) : scale;
    return resize.resizing().resize(sample, size);
  }
}
