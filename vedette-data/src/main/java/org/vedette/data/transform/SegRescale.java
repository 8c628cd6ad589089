package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Interpolation;

/**
 * Resizes the semantic map alone, to the size that a semantic head gives. Upstream: mmdet's {@code
 * SegRescale}.
 */
@Component("SegRescale")
public final class SegRescale implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param scale_factor the new size divided by the old one
   * @param backend who resizes; only cv2
   */
  public record Config(@Default("1") double scale_factor, @Default("'cv2'") String backend) {
    /** Checks the settings. */
    public Config {
      if (!(scale_factor > 0)) {
        throw new IllegalArgumentException("'scale_factor' must be above 0, got " + scale_factor);
      }
      if (!"cv2".equals(backend)) {
        throw new IllegalArgumentException("backend='" + backend + "': only 'cv2' is there");
      }
    }
  }

  /** A step with these settings. */
  public SegRescale(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    double factor = config.scale_factor();
    Image map = sample.segMap();
    if (factor == 1) {
      return sample;
    }
    if (map == null) {
      throw new DataException(
          sample.record()
              + ": SegRescale needs a semantic map; use LoadAnnotations(with_seg=True) and a"
              + " dataset with data_prefix=dict(seg=...)");
    }
    int height = (int) (map.height() * factor + 0.5);
    int width = (int) (map.width() * factor + 0.5);
    if (height < 1 || width < 1) {
      throw new DataException(
          "%s: SegRescale by %s leaves nothing of a map of %d x %d (height x width)"
              .formatted(sample.record(), factor, map.height(), map.width()));
    }
    sample.replaceSegMap(ImageOps.resize(map, height, width, Interpolation.NEAREST));
    return sample;
  }
}
