package org.vedette.config.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;

/**
 * Binds single values. Strict where Python is loose: a bool is no number and a float no int; only
 * an int serves as float, as configs write {@code lr=1}.
 */
final class Scalars {
  private static final Map<Class<?>, Function<Object, Object>> READERS =
      Map.ofEntries(
          Map.entry(int.class, Scalars::toInt),
          Map.entry(Integer.class, Scalars::toInt),
          Map.entry(long.class, Scalars::toLong),
          Map.entry(Long.class, Scalars::toLong),
          Map.entry(float.class, Scalars::toFloat),
          Map.entry(Float.class, Scalars::toFloat),
          Map.entry(double.class, Scalars::toDouble),
          Map.entry(Double.class, Scalars::toDouble),
          Map.entry(boolean.class, Scalars::toBoolean),
          Map.entry(Boolean.class, Scalars::toBoolean),
          Map.entry(String.class, value -> value instanceof String ? value : null));

  private Scalars() {}

  /** Whether the type is one that {@link #read} binds. */
  static boolean handles(Class<?> type) {
    return READERS.containsKey(type) || type.isEnum();
  }

  /** The value as {@code type}, or null when it is of another type or out of range. */
  static Object read(Class<?> type, ConfigNode node) {
    // A class that a lazy config imported stands for its name.
    Object value =
        node instanceof TypeNode name
            ? name.name()
            : node instanceof ScalarNode scalar ? scalar.value() : null;
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .filter(constant -> enumName(constant).equals(value))
          .findFirst()
          .orElse(null);
    }
    return READERS.get(type).apply(value);
  }

  /** The texts that name an enum's constants. */
  static List<String> enumNames(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(enumName(constant));
    }
    return names;
  }

  private static String enumName(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  private static Object toInt(Object value) {
    return value instanceof Long number && number.intValue() == number ? number.intValue() : null;
  }

  private static Object toLong(Object value) {
    return value instanceof Long ? value : null;
  }

  private static Object toDouble(Object value) {
    return value instanceof Number number ? number.doubleValue() : null;
  }

  private static Object toFloat(Object value) {
    return value instanceof Number number ? number.floatValue() : null;
  }

  private static Object toBoolean(Object value) {
    return value instanceof Boolean ? value : null;
  }
}
