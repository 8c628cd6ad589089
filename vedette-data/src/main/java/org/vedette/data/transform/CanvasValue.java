package org.vedette.data.transform;

import java.util.Arrays;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * What stands on the canvas of a mixed image where no image lies: one number for all channels, or
 * one for each.
 *
 * @param values one, or one per channel
 * @param whole whether it is a single whole number, with which upstream counts in bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record CanvasValue(double[] values, boolean whole) {
  private static final String EXPECTED = "a number from 0 to 255, or one for each channel";

  /** Reads a number or a list; see {@link FromConfig}. */
  @FromConfig
  public static CanvasValue read(ConfigNode node) {
    if (node instanceof ListNode list && !list.items().isEmpty()) {
      return new CanvasValue(
          list.items().stream().mapToDouble(CanvasValue::number).toArray(), false);
    }
    boolean whole = node instanceof ScalarNode scalar && scalar.value() instanceof Long;
    return new CanvasValue(new double[] {number(node)}, whole);
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      double value = number.doubleValue();
      if (value >= 0 && value <= 255) {
        return value;
      }
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /** The value of each channel. */
  double[] forChannels(int channels) {
    if (values.length > 1 && values.length < channels) {
      throw new IllegalArgumentException(
          values.length + " values for an image of " + channels + " channels");
    }
    double[] all = new double[channels];
    Arrays.setAll(all, c -> values[values.length == 1 ? 0 : c]);
    return all;
  }

  /** The value of each channel of an image of bytes: without what follows the point. */
  double[] truncated(int channels) {
    return Arrays.stream(forChannels(channels)).map(Math::floor).toArray();
  }
}
