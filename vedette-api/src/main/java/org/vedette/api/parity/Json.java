package org.vedette.api.parity;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/** Reads typed values out of a fixture's tree. */
final class Json {
  private Json() {}

  static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      if (scalar.value() instanceof Number number) {
        return number.doubleValue();
      }
      if (scalar.value() instanceof String text) {
        return switch (text) {
          case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
          case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
          case "nan", "NaN" -> Double.NaN;
          default -> throw new IllegalArgumentException("not a number: " + text);
        };
      }
      if (scalar.value() == null) {
        return Double.NaN;
      }
    }
    throw new IllegalArgumentException("not a number: " + node);
  }

  static int integer(DictNode dict, String key) {
    return (int) number(dict.get(key));
  }

  static boolean flag(DictNode dict, String key) {
    return dict.get(key) instanceof ScalarNode scalar && Boolean.TRUE.equals(scalar.value());
  }

  static String text(ConfigNode node) {
    return (String) ((ScalarNode) node).value();
  }

  static ListNode list(DictNode dict, String key) {
    return dict.get(key) instanceof ListNode list ? list : null;
  }

  static double[] numbers(ConfigNode node) {
    return ((ListNode) node).items().stream().mapToDouble(Json::number).toArray();
  }

  static long[] longs(ConfigNode node) {
    return ((ListNode) node).items().stream().mapToLong(item -> (long) number(item)).toArray();
  }
}
