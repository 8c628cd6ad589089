package org.vedette.models.task.priors;

import java.util.ArrayList;
import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.task.Stride;

/**
 * Boxes of given widths and heights around every cell's centre (YOLOv3, Redmon and Farhadi 2018).
 */
@Component("YOLOAnchorGenerator")
public final class YoloAnchorGenerator extends AnchorPriors {
  /**
   * Settings.
   *
   * @param strides pixels per cell of each level: a number, or (x, y)
   * @param base_sizes the (width, height) of each anchor of each level
   * @param use_box_type whether upstream wraps the boxes; the numbers are the same
   */
  public record Config(
      List<Stride> strides,
      List<List<List<Double>>> base_sizes,
      @Default("False") boolean use_box_type) {
    /** Checks that the levels agree. */
    public Config {
      if (strides.size() != base_sizes.size()) {
        throw new IllegalArgumentException(
            "base_sizes must have one list per stride, "
                + strides.size()
                + "; got "
                + base_sizes.size());
      }
    }
  }

  /** A generator with the given settings. */
  public YoloAnchorGenerator(Config config) {
    super(config.strides(), base(config));
  }

  private static List<float[]> base(Config config) {
    List<float[]> base = new ArrayList<>();
    for (int level = 0; level < config.strides().size(); level++) {
      List<List<Double>> sizes = config.base_sizes().get(level);
      double x = config.strides().get(level).x() / 2.0;
      double y = config.strides().get(level).y() / 2.0;
      float[] boxes = new float[sizes.size() * 4];
      for (int i = 0; i < sizes.size(); i++) {
        double width = sizes.get(i).get(0);
        double height = sizes.get(i).get(1);
        boxes[i * 4] = (float) (x - 0.5 * width);
        boxes[i * 4 + 1] = (float) (y - 0.5 * height);
        boxes[i * 4 + 2] = (float) (x + 0.5 * width);
        boxes[i * 4 + 3] = (float) (y + 0.5 * height);
      }
      base.add(boxes);
    }
    return base;
  }
}
