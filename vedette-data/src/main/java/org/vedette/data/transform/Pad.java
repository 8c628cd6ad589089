package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.PaddingMode;

/**
 * Adds a border on the right and at the bottom: up to a size, to a square, or to a multiple.
 * Upstream: mmdet's {@code Pad}.
 */
@Component("Pad")
public final class Pad implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param size the size (width, height); a bigger image stays as it is
   * @param size_divisor what width and height become multiples of
   * @param pad_to_square whether both sides become as long as the longer, before size_divisor
   * @param pad_val the border's values
   * @param padding_mode what stands in the border
   */
  public record Config(
      @Default("None") ImageScale size,
      @Default("None") Integer size_divisor,
      @Default("False") boolean pad_to_square,
      @Default("dict(img=0, seg=255)") PadValue pad_val,
      @Default("'constant'") PaddingMode padding_mode) {
    /** Checks that there is one rule for the size. */
    public Config {
      if (pad_to_square && size != null) {
        throw new IllegalArgumentException("'size' and 'pad_to_square' exclude each other");
      }
      if (!pad_to_square && (size == null) == (size_divisor == null)) {
        throw new IllegalArgumentException("exactly one of 'size' and 'size_divisor' is needed");
      }
      if (size_divisor != null && size_divisor < 1) {
        throw new IllegalArgumentException("'size_divisor' must be 1 or more");
      }
    }
  }

  /** A step with these settings. */
  public Pad(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Image image = sample.image();
    int height = image.height();
    int width = image.width();
    if (config.size() != null) {
      height = config.size().height();
      width = config.size().width();
    } else if (config.pad_to_square()) {
      height = Math.max(height, width);
      width = height;
    }
    if (config.size_divisor() != null) {
      height = multiple(height);
      width = multiple(width);
    }
    pad(sample, height, width);
    return sample;
  }

  private int multiple(int length) {
    int divisor = config.size_divisor();
    return (length + divisor - 1) / divisor * divisor;
  }

  private void pad(Sample sample, int height, int width) {
    Image image = sample.image();
    PaddingMode mode = config.padding_mode();
    if (height > image.height() || width > image.width()) {
      double[] value = config.pad_val().forChannels(image.channels());
      sample.replaceImage(ImageOps.padTo(image, height, width, mode, value));
    }
    int newHeight = sample.image().height();
    int newWidth = sample.image().width();
    Truths truths = sample.truths();
    if (truths != null && truths.masks() != null) {
      int value = config.pad_val().masks();
      sample.truths(truths.withMasks(truths.masks().pad(newHeight, newWidth, value)));
    }
    if (sample.segMap() != null) {
      double[] value = {config.pad_val().seg()};
      sample.replaceSegMap(ImageOps.padTo(sample.segMap(), newHeight, newWidth, mode, value));
    }
  }
}
