package org.vedette.config;

import java.util.List;
import java.util.Map;
import org.vedette.config.syntax.Expr;

/**
 * Calls of a config. There are only the functions and methods that make plain values; whatever else
 * is called is an error, for nothing is executed.
 */
final class Calls {
  private final Evaluator evaluator;
  private final Builtins builtins;
  private final DictMethods dictMethods;
  private final ListMethods listMethods;
  private final TextMethods textMethods;

  Calls(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.builtins = new Builtins(evaluator);
    this.dictMethods = new DictMethods(evaluator);
    this.listMethods = new ListMethods(evaluator);
    this.textMethods = new TextMethods(evaluator.budget());
  }

  /** The value of a call. */
  ConfigNode call(Expr.Call call) {
    if (call.callee() instanceof Expr.Name name) {
      return function(call, name);
    }
    if (call.callee() instanceof Expr.Attribute attribute) {
      return method(call, attribute);
    }
    throw new OperationException("unsupported: this is no function that a config can call");
  }

  private ConfigNode function(Expr.Call call, Expr.Name name) {
    ConfigNode shadowing = evaluator.variable(name.id());
    if (shadowing instanceof TypeNode type) {
      throw new OperationException(
          "unsupported: "
              + type.dotted()
              + " is not called, for nothing is executed; write dict(type="
              + name.id()
              + ", ...)");
    }
    if (shadowing != null) {
      throw new OperationException(
          "'" + name.id() + "' is a " + Operators.typeName(shadowing) + ", no function");
    }
    if (name.id().equals("dict")) {
      return dict(call);
    }
    if (!Builtins.NAMES.contains(name.id())) {
      throw new OperationException(
          "unsupported function '" + name.id() + "': a config is data, nothing in it is executed");
    }
    return builtins.call(Arguments.of(name.id(), call, evaluator));
  }

  private ConfigNode dict(Expr.Call call) {
    Arguments arguments = Arguments.of("dict", call, evaluator);
    DictNode dict = evaluator.dicts().create(evaluator.at(call.offset()));
    if (arguments.positional().size() > 1) {
      throw new OperationException("dict() takes one value without a name");
    }
    if (!arguments.positional().isEmpty()) {
      evaluator.dicts().update(dict, dictMethods.pairs(arguments.get(0)));
    }
    for (Map.Entry<String, ConfigNode> entry : arguments.named().entrySet()) {
      dict.entries().put(entry.getKey(), entry.getValue());
    }
    return dict;
  }

  private ConfigNode method(Expr.Call call, Expr.Attribute attribute) {
    ConfigNode target = evaluator.evaluate(attribute.target());
    Arguments arguments = Arguments.of(attribute.name(), call, evaluator);
    ConfigNode result = null;
    if (target instanceof DictNode dict) {
      result = dictMethods.call(dict, arguments);
    } else if (target instanceof ListNode list) {
      result = listMethods.call(list, arguments);
    } else if (target instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      result = textMethods.call(text, arguments);
    }
    if (result == null) {
      throw evaluator
          .source()
          .error(
              attribute.offset(),
              "unsupported: "
                  + Operators.typeName(target)
                  + " has no method '"
                  + attribute.name()
                  + "' in a config");
    }
    return result;
  }

  /** A list of nodes at the place of a call. */
  static ListNode list(List<ConfigNode> items, Arguments arguments) {
    return new ListNode(items, false, arguments.location());
  }
}
