package org.vedette.config.component;

import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.PythonText;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;

/** What the binder needs to know of config values beyond their content. */
final class Nodes {
  /** Longer values are cut in messages. */
  private static final int SHOWN = 60;

  private Nodes() {}

  /** A value and its Python type for a message: {@code '3' (str)}, {@code [1, 2] (list)}. */
  static String describe(ConfigNode node) {
    if (node.isNone()) {
      return "None";
    }
    String text = PythonText.repr(node);
    return (text.length() > SHOWN ? text.substring(0, SHOWN - 3) + "..." : text)
        + " ("
        + typeName(node)
        + ")";
  }

  private static String typeName(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      Object value = scalar.value();
      return value instanceof String
          ? "str"
          : value instanceof Boolean ? "bool" : value instanceof Double ? "float" : "int";
    }
    if (node instanceof ListNode list) {
      return list.isTuple() ? "tuple" : "list";
    }
    return node instanceof DictNode ? "dict" : "class";
  }

  /** Whether None stands in a value. */
  static boolean holdsNone(ConfigNode node) {
    if (node instanceof ListNode list) {
      return list.items().stream().anyMatch(Nodes::holdsNone);
    }
    if (node instanceof DictNode dict) {
      return dict.entries().values().stream().anyMatch(Nodes::holdsNone);
    }
    return node.isNone();
  }

  /** A copy whose every part is said to stand at {@code location}. */
  static ConfigNode at(Location location, ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      return new ScalarNode(scalar.value(), location);
    }
    if (node instanceof ListNode list) {
      return new ListNode(
          list.items().stream().map(item -> at(location, item)).toList(), list.isTuple(), location);
    }
    if (node instanceof DictNode dict) {
      DictNode copy = new DictNode(location);
      dict.entries().forEach((key, value) -> copy.put(key, at(location, value)));
      return copy;
    }
    TypeNode type = (TypeNode) node;
    return new TypeNode(type.module(), type.name(), location);
  }
}
