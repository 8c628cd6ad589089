package org.vedette.config.component;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.base.Suggestions;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;

/** Binds the keys of a dict to a record. */
final class RecordBinder {
  private final ValueBinder values;
  private final List<Problem> problems;

  RecordBinder(ValueBinder values, List<Problem> problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The record, or {@link ValueBinder#FAILED} after adding problems. */
  Object bind(RecordSchema schema, DictNode dict, Place at) {
    return bind(schema, dict, at, Set.of());
  }

  /** The record of a dict that may hold some keys that are not the record's. */
  Object bind(RecordSchema schema, DictNode dict, Place at, Set<String> others) {
    int before = problems.size();
    if (!schema.takesOthers()) {
      checkKeys(schema.names(), dict, at, others);
    }
    Object record = fields(schema, dict, at.inside(dict), others);
    return problems.size() > before ? ValueBinder.FAILED : record;
  }

  /** Adds a problem for each key that is neither known nor one of {@code others}. */
  void checkKeys(Set<String> known, DictNode dict, Place at, Set<String> others) {
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      Object key = entry.getKey();
      if (!known.contains(key) && !others.contains(key) && !Place.SCOPE_KEY.equals(key)) {
        String near = Suggestions.didYouMean(String.valueOf(key), known);
        String all =
            known.isEmpty() ? "there are no keys here" : "keys: " + String.join(", ", known);
        problems.add(
            Problem.of(
                    entry.getValue().location(),
                    at.child(String.valueOf(key)).path(),
                    "unknown key")
                .withHint(near.isEmpty() ? all : near));
      }
    }
  }

  private Object fields(RecordSchema schema, DictNode dict, Place at, Set<String> others) {
    List<KeySchema> keys = schema.keys();
    Object[] arguments = new Object[keys.size()];
    boolean failed = false;
    for (int i = 0; i < arguments.length; i++) {
      KeySchema key = keys.get(i);
      arguments[i] =
          key.others()
              ? values.bind(key.type(), rest(schema, dict, others), at)
              : field(key, dict, at);
      failed |= arguments[i] == ValueBinder.FAILED;
    }
    return failed ? ValueBinder.FAILED : construct(schema, arguments, dict, at);
  }

  /** The keys of a dict that are neither the record's nor one of {@code others}. */
  private static DictNode rest(RecordSchema schema, DictNode dict, Set<String> others) {
    DictNode rest = new DictNode(dict.location());
    dict.entries()
        .forEach(
            (key, value) -> {
              if (!schema.names().contains(key) && !others.contains(key)) {
                rest.put(key, value);
              }
            });
    return rest;
  }

  private Object field(KeySchema key, DictNode dict, Place at) {
    if (key.flat() != null) {
      return fields(key.flat(), dict, at, Set.of());
    }
    ConfigNode node = dict.get(key.name());
    if (node == null && key.required()) {
      problems.add(
          new Problem(
              dict.location(),
              at.child(key.name()).path(),
              "missing key",
              TypeTexts.of(key.type()),
              "",
              ""));
      return ValueBinder.FAILED;
    }
    ConfigNode value = node == null ? key.defaultNode(dict.location()) : node;
    return values.bind(key.type(), value, at.child(key.name()));
  }

  private Object construct(RecordSchema schema, Object[] arguments, DictNode dict, Place at) {
    try {
      return schema.constructor().newInstance(arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof ConfigException found) {
        problems.addAll(found.problems());
      } else if (cause instanceof IllegalArgumentException) {
        problems.add(Problem.of(dict.location(), at.path(), String.valueOf(cause.getMessage())));
      } else if (!(cause instanceof NullPointerException) || !addNones(schema, dict, at)) {
        throw Failures.unchecked(cause);
      }
      return ValueBinder.FAILED;
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(schema.type().getName(), e);
    }
  }

  /** Adds a problem for each None that the config wrote, which the record's check tripped over. */
  private boolean addNones(RecordSchema schema, DictNode dict, Place at) {
    List<Problem> found = new ArrayList<>();
    for (KeySchema key : schema.keys()) {
      ConfigNode node = key.flat() == null && !key.others() ? dict.get(key.name()) : null;
      if (node != null && Nodes.holdsNone(node) && !"None".equals(key.defaultText())) {
        Location location = node.location();
        found.add(
            new Problem(
                location,
                at.child(key.name()).path(),
                "None is not allowed here",
                TypeTexts.of(key.type()),
                Nodes.describe(node),
                ""));
      }
    }
    problems.addAll(found);
    return !found.isEmpty();
  }
}
