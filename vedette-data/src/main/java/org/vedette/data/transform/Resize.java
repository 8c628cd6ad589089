package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Resizes the image to a size, or to fit within it, and moves boxes and masks along. Upstream:
 * mmdet's {@code Resize}.
 */
@Component("Resize")
public final class Resize implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param scale the size (width, height), or one number for both; goes before scale_factor
   * @param scale_factor the factor, or one for width and one for height
   * @param keep_ratio whether the image keeps its aspect ratio and fits within the size, the longer
   *     side within the longer
   * @param resizing how pixels and objects are resized
   */
  public record Config(
      @Default("None") ImageScale scale,
      @Default("None") ScaleFactor scale_factor,
      @Default("False") boolean keep_ratio,
      @Flat ResizeOptions resizing) {
    /** Checks that a size is given. */
    public Config {
      if (scale == null && scale_factor == null) {
        throw new IllegalArgumentException("either 'scale' or 'scale_factor' is needed");
      }
    }
  }

  /** A step with these settings. */
  public Resize(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int height = sample.image().height();
    int width = sample.image().width();
    ImageScale scale =
        config.scale() != null ? config.scale() : config.scale_factor().of(height, width);
    ImageScale size = config.keep_ratio() ? scale.within(sample) : scale;
    return config.resizing().resize(sample, size);
  }
}
