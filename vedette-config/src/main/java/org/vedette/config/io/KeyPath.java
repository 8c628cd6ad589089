package org.vedette.config.io;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.base.Suggestions;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;

/** Finds the values on the way of a path such as {@code model.backbone.out_indices.0}. */
final class KeyPath {
  private KeyPath() {}

  /**
   * A key on the way.
   *
   * @param path the path up to the key
   * @param holder the dict or list that has it
   * @param key the key, or the index as an Integer
   * @param value what it holds
   */
  record Step(String path, ConfigNode holder, Object key, ConfigNode value) {}

  /**
   * The steps from the config's root to the value. A key that has dots in itself is found too.
   *
   * @throws ConfigException when there is no such key, with the nearest one that there is
   */
  static List<Step> resolve(DictNode root, String path) {
    String[] parts = path.split("\\.", -1);
    List<Step> steps = new ArrayList<>();
    ConfigNode holder = root;
    int at = 0;
    while (at < parts.length) {
      int used = 0;
      for (int end = at + 1; end <= parts.length && used == 0; end++) {
        String key = String.join(".", List.of(parts).subList(at, end));
        Object found = find(holder, key);
        if (found != null) {
          holder = step(steps, holder, found);
          used = end - at;
        }
      }
      if (used == 0) {
        throw missing(holder, parts[at], steps);
      }
      at += used;
    }
    return steps;
  }

  private static ConfigNode step(List<Step> steps, ConfigNode holder, Object key) {
    ConfigNode value =
        holder instanceof DictNode dict
            ? dict.get(key)
            : ((ListNode) holder).items().get((int) key);
    String before = steps.isEmpty() ? "" : steps.get(steps.size() - 1).path() + ".";
    steps.add(new Step(before + key, holder, key, value));
    return value;
  }

  private static Object find(ConfigNode holder, String text) {
    if (holder instanceof DictNode dict) {
      return dict.keys().stream()
          .filter(key -> text.equals(String.valueOf(key)))
          .findFirst()
          .orElse(null);
    }
    boolean digits =
        !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (holder instanceof ListNode list && digits && Integer.parseInt(text) < list.items().size()) {
      return Integer.valueOf(text);
    }
    return null;
  }

  private static ConfigException missing(ConfigNode holder, String part, List<Step> steps) {
    String where = steps.isEmpty() ? "" : steps.get(steps.size() - 1).path();
    String message;
    String hint = "";
    if (holder instanceof DictNode dict) {
      List<String> known = dict.keys().stream().map(String::valueOf).toList();
      message = "there is no key '" + part + "'";
      hint = Suggestions.didYouMean(part, known);
    } else if (holder instanceof ListNode list) {
      message = "'" + part + "' is no index of a list of " + list.items().size();
    } else {
      message = "the value has no key '" + part + "'";
    }
    return new ConfigException(Problem.of(holder.location(), where, message).withHint(hint));
  }
}
