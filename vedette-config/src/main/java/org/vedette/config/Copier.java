package org.vedette.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;

/** Copies values so that nothing mutable is shared any more, within a {@link Budget}. */
final class Copier {
  private final Budget budget;

  Copier(Budget budget) {
    this.budget = budget;
  }

  /** A deep copy outside the evaluation of a file. */
  static ConfigNode detached(ConfigNode node) {
    try {
      return new Copier(new Budget()).copy(node);
    } catch (OperationException e) {
      throw new ConfigException(Problem.of(node.location(), "", e.getMessage()));
    }
  }

  /** A deep copy; two places that shared a value have their own ones afterwards. */
  ConfigNode copy(ConfigNode node) {
    if (node instanceof DictNode dict) {
      return copyDict(dict);
    }
    return node instanceof ListNode list ? copyList(list) : node;
  }

  private ListNode copyList(ListNode list) {
    budget.spend(1 + list.items().size());
    budget.enter();
    List<ConfigNode> items = new ArrayList<>(list.items().size());
    for (ConfigNode item : list.items()) {
      items.add(copy(item));
    }
    budget.leave();
    return new ListNode(items, list.isTuple(), list.location());
  }

  private DictNode copyDict(DictNode dict) {
    budget.spend(1 + dict.keys().size());
    budget.enter();
    DictNode copy = dict.shallowCopy();
    for (Map.Entry<Object, ConfigNode> entry : copy.entries().entrySet()) {
      entry.setValue(copy(entry.getValue()));
    }
    budget.leave();
    return copy;
  }
}
