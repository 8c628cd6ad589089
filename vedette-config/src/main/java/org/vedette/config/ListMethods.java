package org.vedette.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The methods of lists; a tuple has only those that do not change it. */
final class ListMethods {
  private final Evaluator evaluator;

  ListMethods(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The value of {@code list.method(arguments)}; null when there is no such method. */
  ConfigNode call(ListNode list, Arguments arguments) {
    return switch (arguments.function()) {
      case "index" -> {
        arguments.require(1, 1);
        yield new ScalarNode(find(list, arguments.get(0)), arguments.location());
      }
      case "count" -> {
        arguments.require(1, 1);
        yield new ScalarNode(
            list.items().stream()
                .filter(item -> evaluator.operators().equal(item, arguments.get(0)))
                .count(),
            arguments.location());
      }
      default -> list.isTuple() ? null : change(list.items(), list, arguments);
    };
  }

  private ConfigNode change(List<ConfigNode> items, ListNode list, Arguments arguments) {
    evaluator.budget().spend(1);
    ConfigNode result = new ScalarNode(null, arguments.location());
    switch (arguments.function()) {
      case "append" -> {
        arguments.require(1, 1);
        items.add(arguments.get(0));
      }
      case "extend" -> {
        arguments.require(1, 1);
        items.addAll(evaluator.iterate(arguments.get(0)));
      }
      case "insert" -> {
        arguments.require(2, 2);
        items.add(insertion(arguments.whole(0), items.size()), arguments.get(1));
      }
      case "pop" -> {
        arguments.require(0, 1);
        ConfigNode index = arguments.get(0) == null ? ScalarNode.of(-1) : arguments.get(0);
        result = items.remove(Indices.index(index, items.size()));
      }
      case "remove" -> {
        arguments.require(1, 1);
        items.remove((int) find(list, arguments.get(0)));
      }
      case "reverse" -> {
        arguments.require(0, 0);
        Collections.reverse(items);
      }
      case "clear" -> {
        arguments.require(0, 0);
        items.clear();
      }
      case "copy" -> {
        arguments.require(0, 0);
        evaluator.budget().spend(items.size());
        result = Calls.list(new ArrayList<>(items), arguments);
      }
      default -> result = null;
    }
    return result;
  }

  private static int insertion(long index, int size) {
    return (int) Math.max(0, Math.min(size, index < 0 ? index + size : index));
  }

  private long find(ListNode list, ConfigNode value) {
    for (int i = 0; i < list.items().size(); i++) {
      if (evaluator.operators().equal(list.items().get(i), value)) {
        return i;
      }
    }
    throw new OperationException("the list does not hold this " + Operators.typeName(value));
  }
}
