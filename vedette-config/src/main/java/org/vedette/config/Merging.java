package org.vedette.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;

/**
 * Lays one config over another: dicts are merged key by key, all else is replaced, and {@code
 * _delete_=True} in a dict replaces that dict as well.
 */
final class Merging {
  private final boolean listKeys;

  /**
   * Rules of merging.
   *
   * @param listKeys whether keys that are whole numbers name items of lists, as in {@code
   *     --cfg-options}
   */
  Merging(boolean listKeys) {
    this.listKeys = listKeys;
  }

  /** {@code over} on top of {@code base}, which stays as it is; {@code over} is used up. */
  DictNode merge(DictNode over, DictNode base) {
    DictNode result = base.shallowCopy();
    for (Map.Entry<Object, ConfigNode> entry : over.entries().entrySet()) {
      Object key = entry.getKey();
      ConfigNode value = merged(entry.getValue(), result.get(key), key);
      if (value == entry.getValue()) {
        result.putAfter(key, over.shadowed(key), value);
      } else {
        // What was merged shadows nothing as a whole; its own entries remember.
        result.entries().put(key, value);
      }
    }
    return result;
  }

  private ConfigNode merged(ConfigNode over, ConfigNode base, Object key) {
    if (!(over instanceof DictNode dict) || base == null) {
      return over;
    }
    ConfigNode delete = dict.remove(Dicts.DELETE);
    if (delete != null && Operators.isTrue(delete)) {
      return dict;
    }
    if (base instanceof DictNode below) {
      return merge(dict, below);
    }
    if (listKeys && base instanceof ListNode list && !list.isTuple()) {
      return mergeItems(dict, list);
    }
    throw new ConfigException(
        new Problem(
            dict.location(),
            key.toString(),
            "a dict cannot be merged into what the base has",
            "a dict",
            Operators.typeName(base) + " (" + base.location() + ")",
            "set _delete_=True in the dict to replace it"));
  }

  private ListNode mergeItems(DictNode over, ListNode base) {
    List<ConfigNode> items = new ArrayList<>(base.items());
    for (Map.Entry<Object, ConfigNode> entry : over.entries().entrySet()) {
      int index = index(entry.getKey().toString(), items.size(), entry.getValue());
      items.set(index, merged(entry.getValue(), items.get(index), entry.getKey()));
    }
    return new ListNode(items, false, base.location());
  }

  private static int index(String key, int size, ConfigNode value) {
    boolean digits = !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
    int index = digits && key.length() < 10 ? Integer.parseInt(key) : size;
    if (index >= size) {
      throw new ConfigException(
          new Problem(
              value.location(),
              "",
              "'" + key + "' names no item of the list",
              size == 0 ? "no index: the list is empty" : "an index from 0 to " + (size - 1),
              "",
              ""));
    }
    return index;
  }
}
