package org.vedette.config;

import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Suggestions;
import org.vedette.config.syntax.Expr;
import org.vedette.config.syntax.Source;
import org.vedette.config.syntax.Statement;

/** Carries out the statements of a file that change its variables. */
final class Script {
  private final Source source;
  private final DictNode variables;
  private final Evaluator evaluator;

  /** A script over the variables; {@code base} is what {@code _base_} means, or null. */
  Script(Source source, DictNode variables, DictNode base) {
    this.source = source;
    this.variables = variables;
    this.evaluator = new Evaluator(source, variables, base);
  }

  /** Carries out a statement that is no import. */
  void run(Statement statement) {
    try {
      if (statement instanceof Statement.Assign assign) {
        ConfigNode value = evaluator.evaluate(assign.value());
        assign.targets().forEach(target -> assign(target, value));
      } else if (statement instanceof Statement.Augment augment) {
        augment(augment);
      } else if (statement instanceof Statement.Delete delete) {
        delete.targets().forEach(this::delete);
      } else if (statement instanceof Statement.Evaluate evaluate) {
        evaluator.evaluate(evaluate.value());
      }
    } catch (OperationException e) {
      throw source.error(statement.offset(), e.getMessage());
    }
  }

  private void assign(Expr target, ConfigNode value) {
    if (target instanceof Expr.Name name) {
      requireOwn(name);
      variables.put(name.id(), value);
    } else if (target instanceof Expr.Attribute attribute) {
      ConfigNode holder = evaluator.evaluate(attribute.target());
      DictNode dict = evaluator.items().requireAttributes(holder, attribute);
      evaluator.dicts().set(dict, attribute.name(), value);
    } else if (target instanceof Expr.Subscript subscript) {
      assignItem(subscript, value);
    } else if (target instanceof Expr.Sequence targets) {
      List<ConfigNode> parts = evaluator.parts(targets, value);
      for (int i = 0; i < parts.size(); i++) {
        assign(targets.items().get(i), parts.get(i));
      }
    }
  }

  private void requireOwn(Expr.Name name) {
    if (name.id().equals(ConfigLoader.BASE)) {
      throw source.error(
          name.offset(), "'_base_' names the bases; it can only be assigned, alone, as a whole");
    }
  }

  private void assignItem(Expr.Subscript subscript, ConfigNode value) {
    ConfigNode holder = evaluator.evaluate(subscript.target());
    ConfigNode index = evaluator.evaluate(subscript.index());
    if (holder instanceof DictNode dict) {
      evaluator.dicts().set(dict, evaluator.key(index), value);
    } else {
      List<ConfigNode> items = changeable(holder, subscript);
      items.set(Indices.index(index, items.size()), value);
    }
  }

  private List<ConfigNode> changeable(ConfigNode holder, Expr.Subscript subscript) {
    if (holder instanceof ListNode list && !list.isTuple()) {
      return list.items();
    }
    throw source.error(
        subscript.offset(), "the items of " + Operators.typeName(holder) + " cannot be changed");
  }

  private void augment(Statement.Augment augment) {
    ConfigNode before = evaluator.evaluate(augment.target());
    ConfigNode value = evaluator.evaluate(augment.value());
    boolean inPlace =
        augment.operator().equals("+") && before instanceof ListNode list && !list.isTuple();
    if (inPlace) {
      ((ListNode) before).items().addAll(evaluator.iterate(value));
      return;
    }
    assign(
        augment.target(),
        evaluator
            .operators()
            .binary(augment.operator(), before, value, evaluator.at(augment.offset())));
  }

  private void delete(Expr target) {
    if (target instanceof Expr.Name name) {
      requireOwn(name);
      if (variables.remove(name.id()) == null) {
        throw undefined(name);
      }
    } else if (target instanceof Expr.Attribute attribute) {
      ConfigNode holder = evaluator.evaluate(attribute.target());
      remove(evaluator.items().requireAttributes(holder, attribute), attribute.name(), target);
    } else if (target instanceof Expr.Subscript subscript) {
      ConfigNode holder = evaluator.evaluate(subscript.target());
      ConfigNode index = evaluator.evaluate(subscript.index());
      if (holder instanceof DictNode dict) {
        remove(dict, evaluator.key(index), target);
      } else {
        List<ConfigNode> items = changeable(holder, subscript);
        items.remove(Indices.index(index, items.size()));
      }
    }
  }

  private void remove(DictNode dict, Object key, Expr target) {
    if (dict.remove(key) == null) {
      throw evaluator.items().missing(target.offset(), dict, key);
    }
  }

  private ConfigException undefined(Expr.Name name) {
    List<String> known = variables.keys().stream().map(Object::toString).toList();
    String hint = Suggestions.didYouMean(name.id(), known);
    return source.error(name.offset(), "'" + name.id() + "' is not defined", hint);
  }
}
