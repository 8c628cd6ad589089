package org.vedette.models.task.priors;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.task.Stride;

/** The SSD anchors of MMDetection 1: boxes end on the last pixel inside, at whole coordinates. */
@Component("LegacySSDAnchorGenerator")
public final class LegacySsdAnchorGenerator extends AnchorPriors {
  /**
   * Settings.
   *
   * @param strides pixels per cell of each level
   * @param ratios heights over widths of each level; the inverses come by themselves
   * @param basesize_ratio_range the range of sizes as shares of the image's
   * @param input_size the image's size, 300 or 512
   * @param scale_major whether all scales of a ratio stand together, else all ratios of a scale
   * @param use_box_type whether upstream wraps the boxes; the numbers are the same
   */
  public record Config(
      List<Stride> strides,
      List<List<Double>> ratios,
      List<Double> basesize_ratio_range,
      @Default("300") int input_size,
      @Default("True") boolean scale_major,
      @Default("False") boolean use_box_type) {
    private SsdAnchorGenerator.Config modern() {
      return new SsdAnchorGenerator.Config(
          strides, ratios, null, null, basesize_ratio_range, input_size, scale_major, use_box_type);
    }
  }

  /** A generator with the given settings. */
  public LegacySsdAnchorGenerator(Config config) {
    super(
        config.strides(),
        config
            .modern()
            .sizes()
            .base(config.strides(), config.ratios(), config.scale_major(), true));
  }
}
