package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * A range to draw from: {@code (low, high)}, or one number for what lies between its negative and
 * itself.
 *
 * @param low one end
 * @param high the other end
 */
public record Limits(double low, double high) {
  /** Reads a number or a pair; see {@link FromConfig}. */
  @FromConfig
  public static Limits read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 2) {
      return new Limits(number(list.items().get(0)), number(list.items().get(1)));
    }
    double most = number(node);
    return new Limits(-most, most);
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("float or (low, high)");
  }

  /** A number of the range. */
  double draw(RandomSource random) {
    return random.uniform(low, high);
  }
}
