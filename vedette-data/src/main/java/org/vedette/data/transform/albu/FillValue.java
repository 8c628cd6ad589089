package org.vedette.data.transform.albu;

import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * A value per channel; a single number stands for the first channel alone, as OpenCV takes it.
 *
 * @param channels the values; those of channels that are not named are 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record FillValue(double[] channels) {
  private static final String EXPECTED = "a number, or up to four";

  /** Reads a number or a list of them; see {@link FromConfig}. */
  @FromConfig
  public static FillValue read(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() <= 4) {
      return new FillValue(list.items().stream().mapToDouble(FillValue::number).toArray());
    }
    return new FillValue(new double[] {number(node)});
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /** The values, or zeros for null. */
  static double[] values(FillValue value) {
    return value == null ? new double[4] : value.channels();
  }
}
