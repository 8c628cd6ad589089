package org.vedette.data.transform.auto;

import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * A colour from 0 to 255: one number for all channels, or three.
 *
 * @param values (3): blue, green, red
 */
@SuppressWarnings("ArrayRecordComponent")
public record BorderColour(double[] values) {
  private static final String EXPECTED = "a number from 0 to 255, or three of them";

  /** Checks the numbers. */
  public BorderColour {
    for (double value : values) {
      if (!(value >= 0 && value <= 255)) {
        throw new IllegalArgumentException(EXPECTED);
      }
    }
  }

  /** Reads a number or three; see {@link FromConfig}. */
  @FromConfig
  public static BorderColour read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 3) {
      return new BorderColour(list.items().stream().mapToDouble(BorderColour::number).toArray());
    }
    double all = number(node);
    return new BorderColour(new double[] {all, all, all});
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(EXPECTED);
  }
}
