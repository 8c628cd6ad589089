package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Resizes so that the shorter side gets a length, unless the longer one would get too long.
 * Upstream: mmdet's {@code ResizeShortestEdge}, after Detectron2.
 */
@Component("ResizeShortestEdge")
public final class ResizeShortestEdge implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param scale the length of the shorter side; of a pair the smaller
   * @param max_size the longest that a side may become; None for no limit
   * @param resize_type the step that resizes; only Resize
   * @param keep_ratio whether Resize keeps the aspect ratio, within the size that was found
   * @param resizing how pixels and objects are resized
   */
  public record Config(
      ImageScale scale,
      @Default("None") Integer max_size,
      @Default("'Resize'") String resize_type,
      @Default("False") boolean keep_ratio,
      @Flat ResizeOptions resizing) {
    /** Refuses other steps. */
    public Config {
      resize_type = InnerResize.lastPart(resize_type);
      if (!"Resize".equals(resize_type)) {
        throw new IllegalArgumentException("resize_type='" + resize_type + "': only 'Resize'");
      }
    }
  }

  /** A step with these settings. */
  public ResizeShortestEdge(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int edge = Math.min(config.scale().width(), config.scale().height());
    int height = sample.image().height();
    int width = sample.image().width();
    ImageScale size = InnerResize.shortestEdge(height, width, edge, config.max_size());
    return config.resizing().resize(sample, config.keep_ratio() ? size.within(sample) : size);
  }
}
