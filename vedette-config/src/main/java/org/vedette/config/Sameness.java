package org.vedette.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Strict equality of values, which tells apart what Python's {@code ==} takes for equal. */
final class Sameness {
  private Sameness() {}

  static boolean same(ConfigNode a, ConfigNode b) {
    if (a instanceof ScalarNode x && b instanceof ScalarNode y) {
      return Objects.equals(x.value(), y.value());
    }
    if (a instanceof TypeNode x && b instanceof TypeNode y) {
      return x.dotted().equals(y.dotted());
    }
    if (a instanceof ListNode x && b instanceof ListNode y) {
      return x.isTuple() == y.isTuple() && sameItems(x.items(), y.items());
    }
    return a instanceof DictNode x && b instanceof DictNode y && sameEntries(x, y);
  }

  private static boolean sameItems(List<ConfigNode> a, List<ConfigNode> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(DictNode a, DictNode b) {
    if (!a.keys().equals(b.keys())) {
      return false;
    }
    for (Map.Entry<Object, ConfigNode> entry : a.entries().entrySet()) {
      if (!same(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
