package org.vedette.config.component;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.base.Suggestions;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/** Binds one value by its Java type; problems are collected and the walk goes on. */
final class ValueBinder {
  /** What a value that could not be bound gives; null is None. */
  static final Object FAILED = new Object();

  private final Binder binder;
  private final List<Problem> problems;

  ValueBinder(Binder binder, List<Problem> problems) {
    this.binder = binder;
    this.problems = problems;
  }

  /** The bound value, null for None, or {@link #FAILED} after adding a problem. */
  Object bind(Type type, ConfigNode node, Place at) {
    Class<?> raw = TypeTexts.erase(type);
    if (node.isNone()) {
      return raw.isPrimitive() ? mismatch(type, node, at) : null;
    }
    if (ConfigNode.class.isAssignableFrom(raw)) {
      return raw.isInstance(node) ? node : mismatch(type, node, at);
    }
    Factory factory = Factory.of(raw);
    if (factory != null) {
      return made(factory, node, at);
    }
    if (Scalars.handles(raw)) {
      Object value = Scalars.read(raw, node);
      return value == null ? mismatch(type, node, at) : value;
    }
    if (raw.isRecord() && raw != OneOrMany.class) {
      return node instanceof DictNode dict
          ? new RecordBinder(this, problems).bind(RecordSchema.of(raw), dict, at)
          : mismatch(type, node, at);
    }
    return bindContainer(type, raw, node, at);
  }

  private Object bindContainer(Type type, Class<?> raw, ConfigNode node, Place at) {
    if (raw == Spec.class) {
      Class<?> kind = TypeTexts.erase(TypeTexts.argument(type, 0));
      return new SpecBinder(binder, problems).bind(kind, node, at);
    }
    if (raw == OneOrMany.class) {
      return bindOneOrMany(TypeTexts.argument(type, 0), node, at);
    }
    if (raw == List.class) {
      List<Object> items =
          node instanceof ListNode list ? items(TypeTexts.argument(type, 0), list, at) : null;
      return items == null
          ? mismatchUnlessList(type, node, at)
          : Collections.unmodifiableList(items);
    }
    if (raw == Map.class) {
      return node instanceof DictNode dict
          ? bindMap(TypeTexts.argument(type, 1), dict, at)
          : mismatch(type, node, at);
    }
    if (raw.isArray()) {
      List<Object> items =
          node instanceof ListNode list ? items(raw.getComponentType(), list, at) : null;
      return items == null ? mismatchUnlessList(type, node, at) : array(raw, items);
    }
    throw new IllegalStateException("a config key cannot be of type " + type.getTypeName());
  }

  private Object mismatchUnlessList(Type type, ConfigNode node, Place at) {
    return node instanceof ListNode ? FAILED : mismatch(type, node, at);
  }

  private Object bindOneOrMany(Type one, ConfigNode node, Place at) {
    if (node instanceof ListNode list) {
      List<Object> items = items(one, list, at);
      return items == null ? FAILED : new OneOrMany<>(items, true);
    }
    Object value = bind(one, node, at);
    return value == FAILED ? FAILED : OneOrMany.of(value);
  }

  /** The items of a list or tuple, or null when one of them could not be bound. */
  private List<Object> items(Type type, ListNode list, Place at) {
    List<Object> items = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < list.items().size(); i++) {
      Object item = bind(type, list.items().get(i), at.child(i));
      failed |= item == FAILED;
      items.add(item);
    }
    return failed ? null : items;
  }

  private static Object array(Class<?> type, List<Object> items) {
    Object array = Array.newInstance(type.getComponentType(), items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(array, i, items.get(i));
    }
    return array;
  }

  private Object bindMap(Type valueType, DictNode dict, Place at) {
    Map<String, Object> values = new LinkedHashMap<>();
    boolean failed = false;
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        failed = true;
        String got = Nodes.describe(ScalarNode.of(entry.getKey()));
        problems.add(
            new Problem(
                entry.getValue().location(), at.path(), "wrong type of key", "str", got, ""));
      } else if (!key.equals(Place.SCOPE_KEY)) {
        Object value = bind(valueType, entry.getValue(), at.inside(dict).child(key));
        failed |= value == FAILED;
        values.put(key, value);
      }
    }
    return failed ? FAILED : Collections.unmodifiableMap(values);
  }

  private Object made(Factory factory, ConfigNode node, Place at) {
    try {
      return factory.read(node, new BindContext(binder, at));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ConfigException problem) {
        problems.addAll(problem.problems());
      } else if (e.getCause() instanceof IllegalArgumentException problem) {
        problems.add(
            new Problem(
                node.location(),
                at.path(),
                "wrong value",
                withoutVerb(problem.getMessage()),
                Nodes.describe(node),
                ""));
      } else {
        throw Failures.unchecked(e.getCause());
      }
      return FAILED;
    }
  }

  /** A factory says what it expected, with or without the word. */
  private static String withoutVerb(String message) {
    String text = message == null ? "another value" : message;
    return text.startsWith("expected ") ? text.substring("expected ".length()) : text;
  }

  private Object mismatch(Type type, ConfigNode node, Place at) {
    Class<?> raw = TypeTexts.erase(type);
    boolean choice = raw.isEnum() && node instanceof ScalarNode;
    String hint =
        choice && ((ScalarNode) node).value() instanceof String text
            ? Suggestions.didYouMean(text, Scalars.enumNames(raw))
            : "";
    problems.add(
        new Problem(
            node.location(),
            at.path(),
            choice ? "unknown value" : "wrong type",
            TypeTexts.of(type),
            Nodes.describe(node),
            hint));
    return FAILED;
  }
}
