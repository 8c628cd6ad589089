package org.vedette.config.io;

import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;

/** Compares two resolved configs value by value; the order of keys does not count. */
public final class ConfigDiff {
  private final StringBuilder out = new StringBuilder();

  private ConfigDiff() {}

  /**
   * The differences, a line {@code - path = value} for what only the first has and {@code + path =
   * value} for what only the second has; empty when the configs are equal.
   */
  public static String of(DictNode first, DictNode second) {
    ConfigDiff diff = new ConfigDiff();
    diff.dicts("", first, second);
    return diff.out.toString();
  }

  private void compare(String path, ConfigNode a, ConfigNode b) {
    if (a instanceof DictNode x && b instanceof DictNode y) {
      dicts(path, x, y);
    } else if (a instanceof ListNode x && b instanceof ListNode y && x.isTuple() == y.isTuple()) {
      lists(path, x, y);
    } else if (!a.sameAs(b)) {
      line('-', path, a);
      line('+', path, b);
    }
  }

  private void dicts(String path, DictNode a, DictNode b) {
    a.entries()
        .forEach(
            (key, value) -> {
              if (b.has(key)) {
                compare(join(path, key), value, b.get(key));
              } else {
                line('-', join(path, key), value);
              }
            });
    b.entries()
        .forEach(
            (key, value) -> {
              if (!a.has(key)) {
                line('+', join(path, key), value);
              }
            });
  }

  /** Items that both lists begin or end with are left out, so that an inserted one stands alone. */
  private void lists(String path, ListNode first, ListNode second) {
    List<ConfigNode> a = first.items();
    List<ConfigNode> b = second.items();
    int head = 0;
    while (head < Math.min(a.size(), b.size()) && a.get(head).sameAs(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(a.size(), b.size()) - head
        && a.get(a.size() - 1 - tail).sameAs(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    if (a.size() == b.size()) {
      for (int i = head; i < a.size() - tail; i++) {
        compare(join(path, i), a.get(i), b.get(i));
      }
      return;
    }
    for (int i = head; i < a.size() - tail; i++) {
      line('-', join(path, i), a.get(i));
    }
    for (int i = head; i < b.size() - tail; i++) {
      line('+', join(path, i), b.get(i));
    }
  }

  private void line(char sign, String path, ConfigNode value) {
    String text = PythonWriter.value(value).replace("\n", "\n" + sign + " ");
    out.append(sign).append(' ').append(path).append(" = ").append(text).append('\n');
  }

  private static String join(String path, Object key) {
    return path.isEmpty() ? String.valueOf(key) : path + "." + key;
  }
}
