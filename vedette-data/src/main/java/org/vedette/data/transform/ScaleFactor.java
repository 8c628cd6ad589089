package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * Factors of width and height: {@code (x, y)}, or one number for both.
 *
 * @param x the factor of the width
 * @param y the factor of the height
 */
public record ScaleFactor(double x, double y) {
  /** Checks that both are positive. */
  public ScaleFactor {
    if (!(x > 0) || !(y > 0)) {
      throw new IllegalArgumentException("a factor above 0: float or (x, y)");
    }
  }

  /** Reads a number or a pair; see {@link FromConfig}. */
  @FromConfig
  public static ScaleFactor read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new ScaleFactor(number(list.items().get(0)), number(list.items().get(1)));
    }
    double both = number(node);
    return new ScaleFactor(both, both);
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("float or (x, y)");
  }

  /**
   * The size of an image after scaling, rounded to whole pixels.
   *
   * @throws DataException when less than a pixel would be left of a side
   */
  public ImageScale of(int imageHeight, int imageWidth) {
    int width = (int) (imageWidth * x + 0.5);
    int height = (int) (imageHeight * y + 0.5);
    if (width < 1 || height < 1) {
      throw new DataException(
          "'scale_factor': %d x %d pixels would become %d x %d"
              .formatted(imageWidth, imageHeight, width, height));
    }
    return new ImageScale(width, height);
  }
}
