package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Resizes to a random size: a size times a random ratio, or one whose sides lie between those of
 * some sizes. Upstream: mmcv's {@code RandomResize}.
 */
@Component("RandomResize")
public final class RandomResize implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param scale a size (width, height), or two sizes to draw between
   * @param ratio_range the least and the most that a single size is multiplied by
   * @param resize the step that resizes
   */
  public record Config(
      ImageScales scale, @Default("None") FloatRange ratio_range, @Flat InnerResize resize) {
    /** Checks that there is a range to draw from. */
    public Config {
      if (!scale.many() && ratio_range == null) {
        throw new IllegalArgumentException("a single 'scale' needs 'ratio_range'");
      }
      if (!scale.many()) {
        ImageScale single = scale.values().get(0);
        if ((int) (Math.min(single.width(), single.height()) * ratio_range.low()) < 1) {
          throw new IllegalArgumentException(
              "'ratio_range' must leave at least a pixel of 'scale', got " + ratio_range.low());
        }
      }
    }
  }

  /** A step with these settings. */
  public RandomResize(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    ImageScale scale =
        config.scale().many()
            ? between(config.scale().values(), random)
            : scaled(config.scale().values().get(0), random);
    return config.resize().apply(sample, scale);
  }

  private ImageScale scaled(ImageScale scale, RandomSource random) {
    FloatRange range = config.ratio_range();
    double ratio = random.nextDouble() * (range.high() - range.low()) + range.low();
    return new ImageScale((int) (scale.width() * ratio), (int) (scale.height() * ratio));
  }

  private static ImageScale between(List<ImageScale> scales, RandomSource random) {
    int[] longs = scales.stream().mapToInt(s -> Math.max(s.width(), s.height())).sorted().toArray();
    int[] shorts =
        scales.stream().mapToInt(s -> Math.min(s.width(), s.height())).sorted().toArray();
    int last = longs.length - 1;
    int longEdge = random.nextInt(longs[0], longs[last] + 1);
    int shortEdge = random.nextInt(shorts[0], shorts[last] + 1);
    return new ImageScale(longEdge, shortEdge);
  }
}
