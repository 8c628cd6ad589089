package org.vedette.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.Location;

/**
 * The two kinds of dict that a config meets. A dict that the file itself writes is Python's own:
 * its {@code update} replaces whole values. A dict that came from a base is a ConfigDict: it has
 * attributes, its {@code update} goes into nested dicts, {@code pop} needs no default, and what is
 * put into it is converted, that is copied, first.
 */
final class Dicts {
  static final String DELETE = "_delete_";

  private final Set<DictNode> plain = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Budget budget;

  Dicts(Budget budget) {
    this.budget = budget;
  }

  /** A new dict of Python's own kind. */
  DictNode create(Location location) {
    DictNode dict = new DictNode(location);
    plain.add(dict);
    return dict;
  }

  /** Whether the dict came from a base. */
  boolean isConfigDict(DictNode dict) {
    return !plain.contains(dict);
  }

  /** {@code dict[key] = value}. */
  void set(DictNode dict, Object key, ConfigNode value) {
    budget.spend(1);
    dict.put(key, isConfigDict(dict) ? convert(value) : value);
  }

  /** What a ConfigDict makes of a value that is put into it: new ConfigDicts and new lists. */
  private ConfigNode convert(ConfigNode value) {
    budget.spend(1);
    budget.enter();
    ConfigNode converted = value;
    if (value instanceof ListNode list) {
      List<ConfigNode> items = new ArrayList<>(list.items().size());
      for (ConfigNode item : list.items()) {
        items.add(convert(item));
      }
      converted = new ListNode(items, list.isTuple(), list.location());
    } else if (value instanceof DictNode dict && !isConfigDict(dict)) {
      DictNode copy = new DictNode(dict.location());
      for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
        copy.put(entry.getKey(), convert(entry.getValue()));
      }
      converted = copy;
    }
    budget.leave();
    return converted;
  }

  /** {@code dict.update(other)}. */
  void update(DictNode dict, DictNode other) {
    budget.enter();
    for (Map.Entry<Object, ConfigNode> entry : List.copyOf(other.entries().entrySet())) {
      boolean nested =
          isConfigDict(dict)
              && dict.get(entry.getKey()) instanceof DictNode
              && entry.getValue() instanceof DictNode;
      if (nested) {
        update((DictNode) dict.get(entry.getKey()), (DictNode) entry.getValue());
      } else {
        set(dict, entry.getKey(), entry.getValue());
      }
    }
    budget.leave();
  }

  /** {@code dict.copy()}: a new dict of the same kind with the same values. */
  DictNode copy(DictNode dict, Location location) {
    DictNode copy = isConfigDict(dict) ? new DictNode(location) : create(location);
    dict.entries().forEach((key, value) -> set(copy, key, value));
    return copy;
  }

  /**
   * {@code dict.merge(other)} of a lazy config: like update, but {@code _delete_=True} in a nested
   * dict replaces what the key held.
   */
  void merge(DictNode dict, DictNode other) {
    DictNode merged = (DictNode) merged(new Copier(budget).copy(other), dict);
    dict.entries().clear();
    merged.entries().forEach((key, value) -> set(dict, key, value));
  }

  private ConfigNode merged(ConfigNode child, ConfigNode base) {
    if (!(child instanceof DictNode over)) {
      return child;
    }
    boolean delete = truth(over.remove(DELETE));
    if (!(base instanceof DictNode below)) {
      return over;
    }
    budget.enter();
    DictNode result = below.shallowCopy();
    if (delete) {
      result.entries().clear();
    }
    result.remove(DELETE);
    for (Map.Entry<Object, ConfigNode> entry : over.entries().entrySet()) {
      ConfigNode before = result.get(entry.getKey());
      result.put(entry.getKey(), merged(entry.getValue(), before));
    }
    budget.leave();
    return result;
  }

  private static boolean truth(ConfigNode flag) {
    return flag != null && Operators.isTrue(flag);
  }
}
