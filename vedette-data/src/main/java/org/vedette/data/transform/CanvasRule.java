package org.vedette.data.transform;

import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * How the sides of a canvas follow from an image's: {@code ('logical_or', bits)} or {@code
 * ('size_divisor', number)}.
 *
 * @param setsBits whether bits of a side are set; else it becomes a multiple
 * @param number the bits, or what sides are multiples of
 */
public record CanvasRule(boolean setsBits, int number) {
  private static final String EXPECTED =
      "('logical_or', int) or ('size_divisor', int), the number above 0";

  /** Checks the number. */
  public CanvasRule {
    if (number < 1) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /** Reads the pair; see {@link FromConfig}. */
  @FromConfig
  public static CanvasRule read(ConfigNode node) {
    if (node instanceof ListNode list
        && list.items().size() == 2
        && list.items().get(0) instanceof ScalarNode name
        && list.items().get(1) instanceof ScalarNode number
        && number.value() instanceof Long value
        && value == value.intValue()
        && ("logical_or".equals(name.value()) || "size_divisor".equals(name.value()))) {
      return new CanvasRule("logical_or".equals(name.value()), value.intValue());
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /**
   * The canvas's side for a side of the image.
   *
   * @param more what is added where bits are set
   */
  int side(int length, int more) {
    return setsBits ? (length | number) + more : (length + number - 1) / number * number;
  }
}
