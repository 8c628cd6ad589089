package org.vedette.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Suggestions;
import org.vedette.config.syntax.Expr;
import org.vedette.config.syntax.Source;

/** Evaluates the expressions of one file by Python's rules. */
final class Evaluator {
  private final Source source;
  private final DictNode variables;
  private final DictNode base;
  private final Budget budget = new Budget();
  private final Dicts dicts = new Dicts(budget);
  private final Operators operators = new Operators(budget);
  private final Items inside = new Items(this);
  private final Calls calls = new Calls(this);
  private Locals locals;

  /** The variables of a comprehension, over those of the ones around it. */
  private record Locals(Locals outer, Map<String, ConfigNode> values) {}

  /**
   * An evaluator of a file.
   *
   * @param variables what the file's names mean
   * @param base what {@code _base_} means; null when the file has none
   */
  Evaluator(Source source, DictNode variables, DictNode base) {
    this.source = source;
    this.variables = variables;
    this.base = base;
  }

  Source source() {
    return source;
  }

  Dicts dicts() {
    return dicts;
  }

  Operators operators() {
    return operators;
  }

  Budget budget() {
    return budget;
  }

  /** Attributes, subscripts and slices. */
  Items items() {
    return inside;
  }

  /** The place of a character of the source. */
  Location at(int offset) {
    return source.location(offset);
  }

  /** The value of an expression. */
  ConfigNode evaluate(Expr expr) {
    try {
      budget.spend(1);
      return compute(expr);
    } catch (OperationException e) {
      throw source.error(expr.offset(), e.getMessage());
    }
  }

  private ConfigNode compute(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return new ScalarNode(literal.value(), at(literal.offset()));
    } else if (expr instanceof Expr.Name name) {
      return used(lookUp(name), name.offset());
    } else if (expr instanceof Expr.Call call) {
      return calls.call(call);
    } else if (expr instanceof Expr.Sequence sequence) {
      return sequence(sequence);
    } else if (expr instanceof Expr.Mapping mapping) {
      return mapping(mapping);
    } else if (expr instanceof Expr.Attribute attribute) {
      return used(inside.attribute(attribute), attribute.offset());
    } else if (expr instanceof Expr.Subscript subscript) {
      return used(inside.subscript(subscript), subscript.offset());
    } else if (expr instanceof Expr.Comprehension comprehension) {
      return comprehension(comprehension);
    } else if (expr instanceof Expr.Formatted formatted) {
      return formatted(formatted);
    }
    return operator(expr);
  }

  private ConfigNode operator(Expr expr) {
    if (expr instanceof Expr.Binary binary) {
      ConfigNode value = evaluate(binary.first());
      for (Expr.Operation operation : binary.rest()) {
        value = binary(operation, value, evaluate(operation.operand()), binary.offset());
      }
      return value;
    } else if (expr instanceof Expr.Unary unary) {
      return operators.unary(unary.operator(), evaluate(unary.operand()), at(unary.offset()));
    } else if (expr instanceof Expr.Comparison comparison) {
      return comparison(comparison);
    } else if (expr instanceof Expr.Logical logical) {
      ConfigNode value = null;
      for (Expr operand : logical.operands()) {
        value = evaluate(operand);
        if (Operators.isTrue(value) != logical.and()) {
          break;
        }
      }
      return value;
    } else if (expr instanceof Expr.Conditional conditional) {
      boolean test = Operators.isTrue(evaluate(conditional.test()));
      return evaluate(test ? conditional.then() : conditional.otherwise());
    }
    throw source.error(expr.offset(), "a starred value or slice cannot stand here");
  }

  private ConfigNode binary(Expr.Operation operation, ConfigNode a, ConfigNode b, int offset) {
    try {
      return operators.binary(operation.operator(), a, b, at(offset));
    } catch (OperationException e) {
      throw source.error(operation.offset(), e.getMessage());
    }
  }

  private ConfigNode comparison(Expr.Comparison comparison) {
    ConfigNode left = evaluate(comparison.first());
    boolean holds = true;
    for (Expr.Operation operation : comparison.rest()) {
      ConfigNode right = evaluate(operation.operand());
      holds = operators.compare(operation.operator(), left, right);
      if (!holds) {
        break;
      }
      left = right;
    }
    return new ScalarNode(holds, at(comparison.offset()));
  }

  /** What is not shared, a scalar, belongs to the place that uses it. */
  private ConfigNode used(ConfigNode node, int offset) {
    if (node instanceof ScalarNode scalar) {
      return new ScalarNode(scalar.value(), at(offset));
    }
    return node instanceof TypeNode type
        ? new TypeNode(type.module(), type.name(), at(offset))
        : node;
  }

  private ConfigNode lookUp(Expr.Name name) {
    ConfigNode value = variable(name.id());
    if (value == null) {
      throw undefined(name);
    }
    return value;
  }

  /** The value of a variable, or null when there is none of that name. */
  ConfigNode variable(String name) {
    for (Locals scope = locals; scope != null; scope = scope.outer()) {
      ConfigNode value = scope.values().get(name);
      if (value != null) {
        return value;
      }
    }
    return base != null && name.equals(ConfigLoader.BASE) ? base : variables.get(name);
  }

  private ConfigException undefined(Expr.Name name) {
    Set<String> known = new TreeSet<>();
    variables.keys().forEach(key -> known.add(key.toString()));
    String hint = Suggestions.didYouMean(name.id(), known);
    return source.error(name.offset(), "'" + name.id() + "' is not defined", hint);
  }

  private ConfigNode sequence(Expr.Sequence sequence) {
    List<ConfigNode> items = new ArrayList<>(sequence.items().size());
    for (Expr item : sequence.items()) {
      if (item instanceof Expr.Starred starred) {
        items.addAll(iterate(evaluate(starred.value())));
      } else {
        items.add(evaluate(item));
      }
    }
    return new ListNode(items, sequence.tuple(), at(sequence.offset()));
  }

  private ConfigNode mapping(Expr.Mapping mapping) {
    DictNode dict = dicts.create(at(mapping.offset()));
    for (Expr.Entry entry : mapping.entries()) {
      if (entry.key() == null) {
        unpack(dict, entry.value());
      } else {
        Object key = key(evaluate(entry.key()));
        dict.put(key, evaluate(entry.value()));
      }
    }
    return dict;
  }

  /** Puts the entries of {@code **value} into a dict. */
  void unpack(DictNode dict, Expr value) {
    ConfigNode node = evaluate(value);
    if (!(node instanceof DictNode other)) {
      throw source.error(value.offset(), "'**' unpacks a dict, got " + Operators.typeName(node));
    }
    dicts.update(dict, other);
  }

  /** The value as the key of a dict. */
  Object key(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.value();
    }
    throw new OperationException(
        "the key of a dict is a string or a number, got " + Operators.typeName(node));
  }

  /** The items that a loop over the value meets. */
  List<ConfigNode> iterate(ConfigNode node) {
    List<ConfigNode> items;
    if (node instanceof ListNode list) {
      items = List.copyOf(list.items());
    } else if (node instanceof DictNode dict) {
      items = new ArrayList<>();
      dict.keys().forEach(key -> items.add(new ScalarNode(key, dict.location())));
    } else if (node instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      budget.spend(text.length());
      items = new ArrayList<>();
      text.codePoints()
          .forEach(c -> items.add(new ScalarNode(Character.toString(c), scalar.location())));
    } else {
      throw new OperationException(Operators.typeName(node) + " is no list");
    }
    budget.spend(items.size());
    return items;
  }

  private ConfigNode comprehension(Expr.Comprehension comprehension) {
    Location location = at(comprehension.offset());
    DictNode dict = comprehension.key() == null ? null : dicts.create(location);
    List<ConfigNode> items = new ArrayList<>();
    Locals outer = locals;
    List<ConfigNode> first = iterate(evaluate(comprehension.clauses().get(0).iterable()));
    locals = new Locals(outer, new HashMap<>());
    loop(
        comprehension.clauses(),
        0,
        first,
        () -> {
          if (dict == null) {
            items.add(evaluate(comprehension.value()));
          } else {
            Object key = key(evaluate(comprehension.key()));
            dict.entries().put(key, evaluate(comprehension.value()));
          }
        });
    locals = outer;
    return dict == null ? new ListNode(items, false, location) : dict;
  }

  private void loop(List<Expr.Clause> clauses, int depth, List<ConfigNode> items, Runnable body) {
    if (depth == clauses.size()) {
      body.run();
      return;
    }
    Expr.Clause clause = clauses.get(depth);
    List<ConfigNode> values = items != null ? items : iterate(evaluate(clause.iterable()));
    for (ConfigNode value : values) {
      bind(clause.target(), value);
      if (clause.conditions().stream().allMatch(c -> Operators.isTrue(evaluate(c)))) {
        loop(clauses, depth + 1, null, body);
      }
    }
  }

  private void bind(Expr target, ConfigNode value) {
    if (target instanceof Expr.Name name) {
      locals.values().put(name.id(), value);
    } else if (target instanceof Expr.Sequence names) {
      List<ConfigNode> parts = parts(names, value);
      for (int i = 0; i < parts.size(); i++) {
        bind(names.items().get(i), parts.get(i));
      }
    }
  }

  /** The items of a value that is unpacked into as many targets. */
  List<ConfigNode> parts(Expr.Sequence targets, ConfigNode value) {
    List<ConfigNode> parts = iterate(value);
    if (parts.size() != targets.items().size()) {
      throw source.error(
          targets.offset(),
          "cannot unpack " + parts.size() + " values into " + targets.items().size());
    }
    return parts;
  }

  private ScalarNode text(String text, Location location) {
    budget.write(text.length());
    return new ScalarNode(text, location);
  }

  private ConfigNode formatted(Expr.Formatted formatted) {
    StringBuilder out = new StringBuilder();
    for (Expr.Piece piece : formatted.pieces()) {
      if (piece.value() == null) {
        out.append(piece.text());
        continue;
      }
      ConfigNode value = evaluate(piece.value());
      if (piece.conversion() == 'r') {
        value = text(PythonText.repr(value), value.location());
      } else if (piece.conversion() == 's') {
        value = text(PythonText.str(value), value.location());
      }
      String shown = Formats.format(value, piece.format());
      budget.write(shown.length());
      out.append(shown);
    }
    return new ScalarNode(out.toString(), at(formatted.offset()));
  }
}
