package org.vedette.config.component;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;

/** Names Java types in the words of the config language. */
final class TypeTexts {
  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          Map.entry(int.class, "int"),
          Map.entry(Integer.class, "int"),
          Map.entry(long.class, "int"),
          Map.entry(Long.class, "int"),
          Map.entry(float.class, "float"),
          Map.entry(Float.class, "float"),
          Map.entry(double.class, "float"),
          Map.entry(Double.class, "float"),
          Map.entry(boolean.class, "bool"),
          Map.entry(Boolean.class, "bool"),
          Map.entry(String.class, "str"),
          Map.entry(DictNode.class, "dict"),
          Map.entry(ListNode.class, "list"));

  private TypeTexts() {}

  /** Such as {@code int}, {@code list[float]}, {@code 'none' | 'mean'}, {@code neck}. */
  static String of(Type type) {
    Class<?> raw = erase(type);
    if (NAMES.containsKey(raw)) {
      return NAMES.get(raw);
    }
    if (raw.isArray()) {
      return "list[" + of(raw.getComponentType()) + "]";
    }
    if (raw == List.class) {
      return "list[" + of(argument(type, 0)) + "]";
    }
    if (raw == Map.class) {
      return "dict[str, " + of(argument(type, 1)) + "]";
    }
    if (raw == OneOrMany.class) {
      String one = of(argument(type, 0));
      return one + " | list[" + one + "]";
    }
    if (raw == Spec.class) {
      return Kinds.nameOf(erase(argument(type, 0)));
    }
    if (Factory.of(raw) != null) {
      return raw.getSimpleName();
    }
    if (raw.isEnum()) {
      return Scalars.enumNames(raw).stream()
          .map(name -> "'" + name + "'")
          .collect(Collectors.joining(" | "));
    }
    return raw.isRecord() ? "dict" : "any value";
  }

  /** The class behind a type: of {@code List<String>}, List; of {@code ? extends X}, X. */
  static Class<?> erase(Type type) {
    if (type instanceof Class<?> raw) {
      return raw;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof WildcardType wildcard) {
      return erase(wildcard.getUpperBounds()[0]);
    }
    throw new IllegalStateException("a config key cannot be of type " + type);
  }

  /** A type argument of {@code List<X>} and the like. */
  static Type argument(Type type, int index) {
    if (type instanceof ParameterizedType parameterized) {
      return parameterized.getActualTypeArguments()[index];
    }
    throw new IllegalStateException("a config key cannot be a " + type + " without its arguments");
  }
}
