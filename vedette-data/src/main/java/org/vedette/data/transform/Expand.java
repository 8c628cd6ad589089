package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/** Puts the image at a random place of a bigger canvas. Upstream: mmdet's {@code Expand}. */
@Component("Expand")
public final class Expand implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param mean the canvas, per channel
   * @param to_rgb whether {@code mean} is RGB, the image being BGR
   * @param ratio_range the least and the most that the sides grow by
   * @param seg_ignore_label the label of the semantic map's canvas
   * @param prob the chance of a canvas
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default("(0, 0, 0)") double[] mean,
      @Default("True") boolean to_rgb,
      @Default("(1, 4)") FloatRange ratio_range,
      @Default("None") Integer seg_ignore_label,
      @Default("0.5") double prob) {
    /** Checks that the image fits on its canvas. */
    public Config {
      if (ratio_range.low() < 1) {
        throw new IllegalArgumentException(
            "'ratio_range' must be 1 or more: the canvas holds the image; got "
                + ratio_range.low());
      }
    }
  }

  /** A step with these settings. */
  public Expand(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    if (random.uniform(0, 1) > config.prob()) {
      return sample;
    }
    int height = sample.image().height();
    int width = sample.image().width();
    double ratio = random.uniform(config.ratio_range().low(), config.ratio_range().high());
    int left = (int) random.uniform(0, width * ratio - width);
    int top = (int) random.uniform(0, height * ratio - height);
    int newHeight = (int) (height * ratio);
    int newWidth = (int) (width * ratio);
    sample.replaceImage(
        onCanvas(sample.image(), canvas(sample.image()), newHeight, newWidth, left, top));
    Truths truths = sample.truths();
    if (truths != null) {
      truths = truths.withBoxes(BoxOps.translate(truths.boxes(), left, top));
      sample.truths(
          truths.masks() == null
              ? truths
              : truths.withMasks(truths.masks().expand(newHeight, newWidth, top, left)));
    }
    if (sample.segMap() != null) {
      double[] label = {config.seg_ignore_label() == null ? 0 : config.seg_ignore_label()};
      sample.replaceSegMap(onCanvas(sample.segMap(), label, newHeight, newWidth, left, top));
    }
    return sample;
  }

  private double[] canvas(Image image) {
    double[] mean = config.mean();
    double[] values = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      double value = mean[config.to_rgb() ? mean.length - 1 - c : c];
      // numpy cuts off where OpenCV would round.
      values[c] = image.isFloat() ? value : (int) value;
    }
    return values;
  }

  private static Image onCanvas(
      Image image, double[] values, int height, int width, int left, int top) {
    Image canvas = ImageOps.filled(height, width, image.channels(), image.isFloat(), values);
    ImageOps.paste(image, canvas, left, top);
    return canvas;
  }
}
