package org.vedette.config.component;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vedette.base.Problem;
import org.vedette.base.Suggestions;
import org.vedette.base.VedetteException;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;

/** Binds a dict with {@code type} to the component that it names. */
final class SpecBinder {
  static final String TYPE = "type";

  private final Binder binder;
  private final List<Problem> problems;

  SpecBinder(Binder binder, List<Problem> problems) {
    this.binder = binder;
    this.problems = problems;
  }

  /** The {@link Spec}, null for None, or {@link ValueBinder#FAILED} after adding problems. */
  Object bind(Class<?> kind, ConfigNode node, Place at) {
    String kindName = Kinds.nameOf(kind);
    if (node.isNone()) {
      return null;
    }
    if (!(node instanceof DictNode dict)) {
      return problem(node, at, "wrong type", "dict with the type of a " + kindName, node);
    }
    ConfigNode type = dict.get(TYPE);
    if (type == null || type.isNone()) {
      String hint = "types: " + String.join(", ", binder.registry().names(kindName));
      problems.add(
          new Problem(
              dict.location(),
              at.child(TYPE).path(),
              "missing key",
              "the type of a " + kindName,
              "",
              hint));
      return ValueBinder.FAILED;
    }
    String name = typeText(type);
    if (name == null) {
      return problem(type, at.child(TYPE), "wrong type", "the type of a " + kindName, type);
    }
    Set<String> candidates =
        TypeNames.candidates(name, type instanceof TypeNode, at.inside(dict).scope());
    Optional<RegisteredType> found = binder.registry().find(kindName, candidates);
    return found.isPresent()
        ? bind(kind, found.get(), name, dict, at)
        : unknown(kindName, candidates, name, type, at);
  }

  private Object bind(Class<?> kind, RegisteredType found, String name, DictNode dict, Place at) {
    ComponentClass component;
    Class<?> type;
    try {
      type = binder.registry().load(found);
      component = ComponentClass.of(type);
    } catch (VedetteException e) {
      problems.add(Problem.of(dict.get(TYPE).location(), at.child(TYPE).path(), e.getMessage()));
      return ValueBinder.FAILED;
    }
    if (!kind.isAssignableFrom(type)) {
      return problem(
          dict.get(TYPE), at.child(TYPE), "wrong type", kind.getSimpleName(), dict.get(TYPE));
    }
    Object config = bindConfig(component.config(), found, dict, at);
    return config == ValueBinder.FAILED
        ? ValueBinder.FAILED
        : new BoundSpec<>(binder, kind, type, name, (Record) config, dict, at);
  }

  private Object bindConfig(RecordSchema schema, RegisteredType found, DictNode dict, Place at) {
    RecordBinder records = new RecordBinder(new ValueBinder(binder, problems), problems);
    if (schema == null) {
      int before = problems.size();
      records.checkKeys(Set.of(), dict, at, Set.of(TYPE));
      return problems.size() > before ? ValueBinder.FAILED : null;
    }
    if (!schema.names().contains(TYPE)) {
      return records.bind(schema, dict, at, Set.of(TYPE));
    }
    // A class that serves several names may ask which of them it was given.
    DictNode named = copy(dict);
    named.put(TYPE, new ScalarNode(found.name(), dict.get(TYPE).location()));
    return records.bind(schema, named, at);
  }

  /** A dict of its own that shares its values. */
  static DictNode copy(DictNode dict) {
    DictNode copy = new DictNode(dict.location());
    dict.entries().forEach(copy::put);
    return copy;
  }

  private static String typeText(ConfigNode type) {
    if (type instanceof TypeNode lazy) {
      return lazy.dotted();
    }
    return type instanceof ScalarNode scalar && scalar.value() instanceof String text ? text : null;
  }

  private Object unknown(
      String kind, Set<String> candidates, String name, ConfigNode type, Place at) {
    Registry registry = binder.registry();
    String others =
        registry.kinds().stream()
            .filter(other -> registry.find(other, candidates).isPresent())
            .collect(Collectors.joining(", "));
    String message =
        others.isEmpty()
            ? "unknown " + kind + " '" + name + "'"
            : "'" + name + "' is not a " + kind + " but a " + others;
    String last = name.substring(name.lastIndexOf('.') + 1);
    String near = Suggestions.didYouMean(last, registry.names(kind));
    String hint = near.isEmpty() ? "see: vedette explain --kind " + kind : near;
    problems.add(Problem.of(type.location(), at.child(TYPE).path(), message).withHint(hint));
    return ValueBinder.FAILED;
  }

  private Object problem(
      ConfigNode where, Place at, String message, String expected, ConfigNode got) {
    problems.add(
        new Problem(where.location(), at.path(), message, expected, Nodes.describe(got), ""));
    return ValueBinder.FAILED;
  }
}
