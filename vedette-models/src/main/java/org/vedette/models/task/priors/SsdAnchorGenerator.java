package org.vedette.models.task.priors;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.task.Stride;

/** Boxes whose sizes rise from level to level (SSD, Liu et al. 2016). */
@Component("SSDAnchorGenerator")
public final class SsdAnchorGenerator extends AnchorPriors {
  /**
   * Settings.
   *
   * @param strides pixels per cell of each level: a number, or (x, y)
   * @param ratios heights over widths of each level; the inverses come by themselves
   * @param min_sizes the smallest anchor of each level; spread over the range when not given
   * @param max_sizes the largest anchor of each level; goes with min_sizes
   * @param basesize_ratio_range the range of sizes as shares of the image's
   * @param input_size the image's size, 300 or 512
   * @param scale_major whether all scales of a ratio stand together, else all ratios of a scale
   * @param use_box_type whether upstream wraps the boxes; the numbers are the same
   */
  public record Config(
      List<Stride> strides,
      List<List<Double>> ratios,
      @Default("None") List<Double> min_sizes,
      @Default("None") List<Double> max_sizes,
      @Default("(0.15, 0.9)") List<Double> basesize_ratio_range,
      @Default("300") int input_size,
      @Default("True") boolean scale_major,
      @Default("False") boolean use_box_type) {
    /** Checks that the levels agree. */
    public Config {
      if (strides.size() != ratios.size()) {
        throw new IllegalArgumentException(
            "ratios must have one list per stride, " + strides.size() + "; got " + ratios.size());
      }
      if ((min_sizes == null) != (max_sizes == null)) {
        throw new IllegalArgumentException("min_sizes and max_sizes go together");
      }
      if (basesize_ratio_range.size() != 2) {
        throw new IllegalArgumentException("basesize_ratio_range must be a pair");
      }
      if (min_sizes != null
          && (min_sizes.size() != strides.size() || max_sizes.size() != strides.size())) {
        throw new IllegalArgumentException("min_sizes and max_sizes must have one size per stride");
      }
    }

    SsdSizes sizes() {
      if (min_sizes != null) {
        return new SsdSizes(array(min_sizes), array(max_sizes));
      }
      return SsdSizes.spread(
          input_size, basesize_ratio_range.get(0), basesize_ratio_range.get(1), strides.size());
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** A generator with the given settings. */
  public SsdAnchorGenerator(Config config) {
    super(
        config.strides(),
        config.sizes().base(config.strides(), config.ratios(), config.scale_major(), false));
  }
}
