package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.ImageOps;

/** Mirrors the image by chance, in one of some directions. Upstream: mmdet's {@code RandomFlip}. */
@Component("RandomFlip")
public final class RandomFlip implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param prob the chance of a flip, shared among the directions, or one for each direction
   * @param direction horizontal, vertical or diagonal, or a list of them
   * @param swap_seg_labels pairs of labels of the semantic map that change places; only None
   */
  public record Config(
      @Default("None") OneOrMany<Double> prob,
      @Default("'horizontal'") OneOrMany<FlipDirection> direction,
      @Default("None") List<Integer> swap_seg_labels) {
    /** Checks the chances. */
    public Config {
      if (prob == null) {
        throw new IllegalArgumentException("'prob' is needed: a chance from 0 to 1, or a list");
      }
      double sum = prob.values().stream().mapToDouble(Double::doubleValue).sum();
      boolean inRange = prob.values().stream().allMatch(p -> p >= 0 && p <= 1);
      if (!inRange || sum > 1 + 1e-9) {
        throw new IllegalArgumentException("'prob' must be from 0 to 1, in sum too");
      }
      if (prob.many() && prob.values().size() != direction.values().size()) {
        throw new IllegalArgumentException(
            "'prob' and 'direction' need equally many items, got "
                + prob.values().size()
                + " and "
                + direction.values().size());
      }
      if (swap_seg_labels != null) {
        throw new IllegalArgumentException("'swap_seg_labels' is not supported");
      }
    }
  }

  /** A step with these settings. */
  public RandomFlip(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    FlipDirection direction = choose(random.nextDouble());
    sample.flip(direction);
    if (direction != null) {
      flip(sample, direction);
    }
    return sample;
  }

  /** The direction that a number in [0, 1) stands for; null for none. */
  private FlipDirection choose(double number) {
    List<FlipDirection> directions = config.direction().values();
    double upTo = 0;
    for (int i = 0; i < directions.size(); i++) {
      upTo +=
          config.prob().many()
              ? config.prob().values().get(i)
              : config.prob().values().get(0) / directions.size();
      if (number < upTo) {
        return directions.get(i);
      }
    }
    return null;
  }

  private static void flip(Sample sample, FlipDirection direction) {
    int height = sample.image().height();
    int width = sample.image().width();
    sample.replaceImage(ImageOps.flip(sample.image(), direction));
    Truths truths = sample.truths();
    if (truths != null) {
      truths = truths.withBoxes(BoxOps.flip(truths.boxes(), height, width, direction));
      sample.truths(
          truths.masks() == null ? truths : truths.withMasks(truths.masks().flip(direction)));
    }
    if (sample.segMap() != null) {
      sample.replaceSegMap(ImageOps.flip(sample.segMap(), direction));
    }
  }
}
