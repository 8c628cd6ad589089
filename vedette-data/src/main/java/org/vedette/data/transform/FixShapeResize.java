package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.PaddingMode;

/**
 * Resizes to a size; where the aspect ratio is kept, the rest is border. Upstream: mmdet's {@code
 * FixShapeResize}.
 */
@Component("FixShapeResize")
public final class FixShapeResize implements Transform {
  private final Config config;
  private final Pad pad;

  /**
   * Settings.
   *
   * @param width columns
   * @param height rows
   * @param pad_val the border's values
   * @param keep_ratio whether the image keeps its aspect ratio
   * @param resizing how pixels and objects are resized
   */
  public record Config(
      int width,
      int height,
      @Default("dict(img=0, seg=255)") PadValue pad_val,
      @Default("False") boolean keep_ratio,
      @Flat ResizeOptions resizing) {
    /** Checks the size. */
    public Config {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException(
            width < 1
                ? "'width' must be above 0; got " + width
                : "'height' must be above 0; got " + height);
      }
    }
  }

  /** A step with these settings. */
  public FixShapeResize(Config config) {
    this.config = config;
    ImageScale size = new ImageScale(config.width(), config.height());
    this.pad = new Pad(new Pad.Config(size, null, false, config.pad_val(), PaddingMode.CONSTANT));
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int height = sample.image().height();
    int width = sample.image().width();
    if (!config.keep_ratio()) {
      return config.resizing().resize(sample, new ImageScale(config.width(), config.height()));
    }
    double factor = Math.min((double) config.width() / width, (double) config.height() / height);
    ImageScale size = new ScaleFactor(factor, factor).of(height, width).within(sample);
    return pad.apply(config.resizing().resize(sample, size, factor, factor), random);
  }
}
