package org.vedette.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.Location;
import org.vedette.config.syntax.Expr;

/**
 * The evaluated arguments of a call.
 *
 * @param function what is called, for errors
 * @param positional the values without a name
 * @param named the values with one
 * @param location where the call stands
 */
record Arguments(
    String function,
    List<ConfigNode> positional,
    Map<String, ConfigNode> named,
    Location location) {

  /** Evaluates the arguments of a call from left to right. */
  static Arguments of(String function, Expr.Call call, Evaluator evaluator) {
    List<ConfigNode> positional = new ArrayList<>();
    Map<String, ConfigNode> named = new LinkedHashMap<>();
    for (Expr.Argument argument : call.arguments()) {
      if (argument.unpacked()) {
        unpack(argument, named, evaluator);
      } else if (argument.name() != null) {
        ConfigNode value = evaluator.evaluate(argument.value());
        name(argument, argument.name(), value, named, evaluator);
      } else if (argument.value() instanceof Expr.Starred starred) {
        positional.addAll(evaluator.iterate(evaluator.evaluate(starred.value())));
      } else if (!named.isEmpty()) {
        throw evaluator
            .source()
            .error(argument.offset(), "a value without a name after one with a name");
      } else {
        positional.add(evaluator.evaluate(argument.value()));
      }
    }
    return new Arguments(function, positional, named, evaluator.at(call.offset()));
  }

  private static void unpack(
      Expr.Argument argument, Map<String, ConfigNode> named, Evaluator evaluator) {
    ConfigNode value = evaluator.evaluate(argument.value());
    if (!(value instanceof DictNode dict)) {
      throw evaluator
          .source()
          .error(
              argument.value().offset(), "'**' unpacks a dict, got " + Operators.typeName(value));
    }
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw evaluator.source().error(argument.offset(), "'**' needs keys that are strings");
      }
      name(argument, name, entry.getValue(), named, evaluator);
    }
  }

  private static void name(
      Expr.Argument argument,
      String name,
      ConfigNode value,
      Map<String, ConfigNode> named,
      Evaluator evaluator) {
    if (named.put(name, value) != null) {
      throw evaluator.source().error(argument.offset(), "'" + name + "' is given twice");
    }
  }

  /** Refuses names, and any other count of values than {@code least} to {@code most}. */
  void require(int least, int most) {
    if (!named.isEmpty()) {
      throw new OperationException(
          function + "() has no argument '" + named.keySet().iterator().next() + "'");
    }
    int count = positional.size();
    if (count < least || count > most) {
      String expected = least == most ? "" + least : least + " to " + most;
      throw new OperationException(function + "() takes " + expected + " values, got " + count);
    }
  }

  /** The positional value of an index, or null when there are fewer. */
  ConfigNode get(int index) {
    return index < positional.size() ? positional.get(index) : null;
  }

  /** The positional value of an index as a text. */
  String text(int index) {
    if (get(index) instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      return text;
    }
    throw new OperationException(
        function + "() needs a string, got " + Operators.typeName(get(index)));
  }

  /** The positional value of an index as a whole number of at most 53 bits. */
  long whole(int index) {
    if (get(index) instanceof ScalarNode scalar && Numbers.isWhole(scalar.value())) {
      if (Numbers.whole(scalar.value()).bitLength() > 53) {
        throw new OperationException(function + "(): " + scalar.value() + " is too large");
      }
      return Numbers.whole(scalar.value()).longValue();
    }
    throw new OperationException(
        function + "() needs a whole number, got " + Operators.typeName(get(index)));
  }
}
