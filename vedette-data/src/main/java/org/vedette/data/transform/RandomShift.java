package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/**
 * Moves the image by some pixels; what moves out is lost. Upstream: mmdet's {@code RandomShift}.
 */
@Component("RandomShift")
public final class RandomShift implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param prob the chance of a shift
   * @param max_shift_px the most pixels in each direction
   * @param filter_thr_px objects of which no more pixels than this remain in a direction are
   *     dropped
   */
  public record Config(
      @Default("0.5") double prob,
      @Default("32") int max_shift_px,
      @Default("1") int filter_thr_px) {
    /** Checks the numbers. */
    public Config {
      if (!(prob >= 0 && prob <= 1) || max_shift_px < 0) {
        throw new IllegalArgumentException("'prob' must be 0 to 1 and 'max_shift_px' not below 0");
      }
    }
  }

  /** A step with these settings. */
  public RandomShift(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    if (random.uniform(0, 1) >= config.prob()) {
      return sample;
    }
    int x = random.nextInt(-config.max_shift_px(), config.max_shift_px());
    int y = random.nextInt(-config.max_shift_px(), config.max_shift_px());
    Image image = sample.image();
    Truths truths = sample.truths();
    if (truths == null || truths.masks() != null || sample.segMap() != null) {
      throw new DataException(
          sample.record() + ": RandomShift moves boxes, which it needs, but no masks or maps");
    }
    float[] boxes = BoxOps.translate(truths.boxes(), x, y);
    boxes = BoxOps.clip(boxes, image.height(), image.width());
    boolean[] keep = BoxOps.bigger(boxes, config.filter_thr_px(), config.filter_thr_px());
    if (BoxOps.any(keep)) {
      sample.truths(truths.withBoxes(boxes).select(keep));
      sample.replaceImage(shift(image, x, y));
    }
    return sample;
  }

  private static Image shift(Image image, int x, int y) {
    Image shifted =
        ImageOps.filled(
            image.height(), image.width(), image.channels(), image.isFloat(), new double[4]);
    int left = Math.max(0, -x);
    int top = Math.max(0, -y);
    int right = left + image.width() - Math.abs(x);
    int bottom = top + image.height() - Math.abs(y);
    if (right > left && bottom > top) {
      try (Image kept = ImageOps.crop(image, left, top, right, bottom)) {
        ImageOps.paste(kept, shifted, Math.max(0, x), Math.max(0, y));
      }
    }
    return shifted;
  }
}
