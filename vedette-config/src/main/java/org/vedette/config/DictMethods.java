package org.vedette.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of dicts, by the rules of {@link Dicts}. */
final class DictMethods {
  private final Evaluator evaluator;
  private final Dicts dicts;

  DictMethods(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.dicts = evaluator.dicts();
  }

  /** The value of {@code dict.method(arguments)}; null when there is no such method. */
  ConfigNode call(DictNode dict, Arguments arguments) {
    return switch (arguments.function()) {
      case "update" -> update(dict, arguments);
      case "pop" -> pop(dict, arguments);
      case "get" -> get(dict, arguments);
      case "setdefault" -> setDefault(dict, arguments);
      case "merge" -> merge(dict, arguments);
      case "copy" -> {
        arguments.require(0, 0);
        yield dicts.copy(dict, arguments.location());
      }
      case "clear" -> {
        arguments.require(0, 0);
        dict.entries().clear();
        yield none(arguments);
      }
      case "keys", "values", "items" -> view(dict, arguments);
      default -> null;
    };
  }

  private ConfigNode update(DictNode dict, Arguments arguments) {
    if (arguments.positional().size() > 1) {
      throw new OperationException("update() takes one value without a name");
    }
    if (!arguments.positional().isEmpty()) {
      dicts.update(dict, pairs(arguments.get(0)));
    }
    DictNode named = dicts.create(arguments.location());
    arguments.named().forEach((key, value) -> named.entries().put(key, value));
    dicts.update(dict, named);
    return none(arguments);
  }

  /** A dict as it is, or a list of pairs as a dict. */
  DictNode pairs(ConfigNode node) {
    if (node instanceof DictNode dict) {
      return dict;
    }
    DictNode dict = dicts.create(node.location());
    for (ConfigNode item : evaluator.iterate(node)) {
      List<ConfigNode> pair = evaluator.iterate(item);
      if (pair.size() != 2) {
        throw new OperationException("a dict is made of pairs, got " + pair.size() + " values");
      }
      dict.entries().put(evaluator.key(pair.get(0)), pair.get(1));
    }
    return dict;
  }

  private ConfigNode pop(DictNode dict, Arguments arguments) {
    Object key = key(arguments);
    ConfigNode value = dict.remove(key);
    if (value != null) {
      return value;
    }
    if (arguments.get(1) == null && !dicts.isConfigDict(dict)) {
      throw new OperationException("there is no key " + PythonText.scalar(key) + " to pop");
    }
    return orNone(arguments.get(1), arguments);
  }

  private ConfigNode get(DictNode dict, Arguments arguments) {
    ConfigNode value = dict.get(key(arguments));
    return value != null ? value : orNone(arguments.get(1), arguments);
  }

  private ConfigNode setDefault(DictNode dict, Arguments arguments) {
    Object key = key(arguments);
    if (!dict.has(key)) {
      dicts.set(dict, key, orNone(arguments.get(1), arguments));
    }
    return dict.get(key);
  }

  /** The key that is the first of one or two values; the second may be called {@code default}. */
  private Object key(Arguments arguments) {
    ConfigNode byName = arguments.named().remove("default");
    if (byName != null) {
      arguments.positional().add(byName);
    }
    arguments.require(1, 2);
    return evaluator.key(arguments.get(0));
  }

  private ConfigNode merge(DictNode dict, Arguments arguments) {
    arguments.require(1, 1);
    if (!dicts.isConfigDict(dict)) {
      throw new OperationException("merge() is for dicts of a base; this file's own have update()");
    }
    if (!(arguments.get(0) instanceof DictNode other)) {
      throw new OperationException(
          "merge() takes a dict, got " + Operators.typeName(arguments.get(0)));
    }
    dicts.merge(dict, other);
    return none(arguments);
  }

  private ConfigNode view(DictNode dict, Arguments arguments) {
    arguments.require(0, 0);
    List<ConfigNode> items = new ArrayList<>();
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      ConfigNode key = new ScalarNode(entry.getKey(), arguments.location());
      items.add(
          switch (arguments.function()) {
            case "keys" -> key;
            case "values" -> entry.getValue();
            default -> new ListNode(List.of(key, entry.getValue()), true, arguments.location());
          });
    }
    evaluator.budget().spend(items.size());
    return Calls.list(items, arguments);
  }

  private static ConfigNode orNone(ConfigNode value, Arguments arguments) {
    return value != null ? value : none(arguments);
  }

  private static ScalarNode none(Arguments arguments) {
    return new ScalarNode(null, arguments.location());
  }
}
