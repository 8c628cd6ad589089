package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/**
 * Fills random rectangles of the image (DeVries and Taylor, 2017). Upstream: mmdet's {@code
 * CutOut}.
 */
@Component("CutOut")
public final class CutOut implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param n_holes how many rectangles, or the least and the most
   * @param cutout_shape their (width, height) in pixels, or a list to choose from
   * @param cutout_ratio their shares (of the width, of the height), or a list to choose from
   * @param fill_in what they are filled with, per channel
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      IntRange n_holes,
      @Default("None") Pairs cutout_shape,
      @Default("None") Pairs cutout_ratio,
      @Default("(0, 0, 0)") double[] fill_in) {
    /** Checks that there is one kind of size. */
    public Config {
      if ((cutout_shape == null) == (cutout_ratio == null)) {
        throw new IllegalArgumentException(
            "exactly one of 'cutout_shape' and 'cutout_ratio' is needed");
      }
    }
  }

  /**
   * One pair of numbers, or a list of pairs.
   *
   * @param values the pairs
   */
  public record Pairs(List<double[]> values) {
    /** Reads a pair or a list of pairs; see {@link FromConfig}. */
    @FromConfig
    public static Pairs read(ConfigNode node) {
      if (node instanceof ListNode list && !list.items().isEmpty()) {
        boolean many = list.items().get(0) instanceof ListNode;
        return new Pairs(
            many ? list.items().stream().map(Pairs::pair).toList() : List.of(pair(node)));
      }
      throw new IllegalArgumentException("(width, height), or a list of them");
    }

    private static double[] pair(ConfigNode node) {
      if (node instanceof ListNode list && list.items().size() == 2) {
        return list.items().stream().mapToDouble(Pairs::number).toArray();
      }
      throw new IllegalArgumentException("(width, height), or a list of them");
    }

    private static double number(ConfigNode node) {
      if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
        return number.doubleValue();
      }
      throw new IllegalArgumentException("(width, height) in numbers, or a list of them");
    }
  }

  /** A step with these settings. */
  public CutOut(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Image image = sample.image();
    boolean shares = config.cutout_ratio() != null;
    List<double[]> candidates = (shares ? config.cutout_ratio() : config.cutout_shape()).values();
    int holes = random.nextInt(config.n_holes().low(), config.n_holes().high() + 1);
    for (int i = 0; i < holes; i++) {
      int x = random.nextInt(0, image.width());
      int y = random.nextInt(0, image.height());
      double[] size = candidates.get(random.nextInt(0, candidates.size()));
      int width = (int) (shares ? size[0] * image.width() : size[0]);
      int height = (int) (shares ? size[1] * image.height() : size[1]);
      ImageOps.fill(image, x, y, x + width, y + height, config.fill_in());
    }
    return sample;
  }
}
