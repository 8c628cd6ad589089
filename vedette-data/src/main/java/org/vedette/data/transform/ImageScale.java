package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;
import org.vedette.data.Sample;

/**
 * A size in pixels: {@code (width, height)}, or one number for both.
 *
 * @param width columns
 * @param height rows
 */
public record ImageScale(int width, int height) {
  /** Checks that both are positive. */
  public ImageScale {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a size above 0: int or (width, height)");
    }
  }

  /** Reads a number or a pair; see {@link FromConfig}. */
  @FromConfig
  public static ImageScale read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new ImageScale(whole(list.items().get(0)), whole(list.items().get(1)));
    }
    int side = whole(node);
    return new ImageScale(side, side);
  }

  private static int whole(ConfigNode node) {
    if (node instanceof ScalarNode scalar
        && scalar.value() instanceof Long number
        && number == number.intValue()) {
      return number.intValue();
    }
    throw new IllegalArgumentException("int or (width, height)");
  }

  /**
   * This size for an image of which the aspect ratio is to be kept: (width, height) within it.
   *
   * @throws DataException when less than a pixel would be left of a side
   */
  public ImageScale within(Sample sample) {
    return scaled(sample, 0.5);
  }

  /** The same without rounding to the nearest, as {@code FixScaleResize} asks for. */
  public ImageScale withinRoundedDown(Sample sample) {
    return scaled(sample, 0);
  }

  private ImageScale scaled(Sample sample, double round) {
    int imageHeight = sample.image().height();
    int imageWidth = sample.image().width();
    double byLong = (double) Math.max(width, height) / Math.max(imageHeight, imageWidth);
    double byShort = (double) Math.min(width, height) / Math.min(imageHeight, imageWidth);
    double factor = Math.min(byLong, byShort);
    int newWidth = (int) (imageWidth * factor + round);
    int newHeight = (int) (imageHeight * factor + round);
    if (newWidth < 1 || newHeight < 1) {
      throw new DataException(
          "%s: %d x %d pixels, made to fit into %d x %d, would leave %d x %d"
              .formatted(
                  sample.path(), imageWidth, imageHeight, width, height, newWidth, newHeight));
    }
    return new ImageScale(newWidth, newHeight);
  }
}
