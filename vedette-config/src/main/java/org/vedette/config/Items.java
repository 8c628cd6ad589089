package org.vedette.config;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Suggestions;
import org.vedette.config.syntax.Expr;

/** Reads what is inside values: attributes, subscripts and slices. */
final class Items {
  private final Evaluator evaluator;

  Items(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The value of {@code target.name}. */
  ConfigNode attribute(Expr.Attribute attribute) {
    ConfigNode target = evaluator.evaluate(attribute.target());
    if (target instanceof TypeNode type) {
      return new TypeNode(type.dotted(), attribute.name(), evaluator.at(attribute.offset()));
    }
    DictNode dict = requireAttributes(target, attribute);
    ConfigNode value = dict.get(attribute.name());
    if (value == null) {
      throw missing(attribute.offset(), dict, attribute.name());
    }
    return value;
  }

  /** The target of an attribute, which must be a dict that has attributes. */
  DictNode requireAttributes(ConfigNode target, Expr.Attribute attribute) {
    if (target instanceof DictNode dict) {
      if (evaluator.dicts().isConfigDict(dict)) {
        return dict;
      }
      throw evaluator
          .source()
          .error(
              attribute.offset(),
              "a dict that this file writes has no attributes",
              "write ['" + attribute.name() + "']");
    }
    throw evaluator
        .source()
        .error(
            attribute.offset(),
            Operators.typeName(target) + " has no attribute '" + attribute.name() + "'");
  }

  /** The error for a key that a dict does not have. */
  ConfigException missing(int offset, DictNode dict, Object key) {
    List<String> known = new ArrayList<>();
    dict.keys().forEach(each -> known.add(String.valueOf(each)));
    String hint = Suggestions.didYouMean(String.valueOf(key), known);
    return evaluator.source().error(offset, "there is no key " + PythonText.scalar(key), hint);
  }

  /** The value of {@code target[index]} or {@code target[from:to]}. */
  ConfigNode subscript(Expr.Subscript subscript) {
    ConfigNode target = evaluator.evaluate(subscript.target());
    if (subscript.index() instanceof Expr.Slice slice) {
      return slice(target, slice);
    }
    ConfigNode index = evaluator.evaluate(subscript.index());
    if (target instanceof DictNode dict) {
      Object key = evaluator.key(index);
      if (!dict.has(key)) {
        throw missing(subscript.offset(), dict, key);
      }
      return dict.get(key);
    }
    if (target instanceof ListNode list) {
      return list.items().get(Indices.index(index, list.items().size()));
    }
    if (target instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      evaluator.budget().read(text);
      int[] points = text.codePoints().toArray();
      int point = points[Indices.index(index, points.length)];
      return new ScalarNode(Character.toString(point), evaluator.at(subscript.offset()));
    }
    throw new OperationException(Operators.typeName(target) + " has no items");
  }

  private ConfigNode slice(ConfigNode target, Expr.Slice slice) {
    Object lower = bound(slice.lower());
    Object upper = bound(slice.upper());
    Object step = bound(slice.step());
    Location location = evaluator.at(slice.offset());
    if (target instanceof ListNode list) {
      List<ConfigNode> items = new ArrayList<>();
      for (int i : Indices.slice(list.items().size(), lower, upper, step)) {
        items.add(list.items().get(i));
      }
      evaluator.budget().spend(items.size());
      return new ListNode(items, list.isTuple(), location);
    }
    if (target instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      evaluator.budget().write(text.length());
      int[] points = text.codePoints().toArray();
      StringBuilder out = new StringBuilder();
      for (int i : Indices.slice(points.length, lower, upper, step)) {
        out.appendCodePoint(points[i]);
      }
      return new ScalarNode(out.toString(), location);
    }
    throw new OperationException(Operators.typeName(target) + " has no slices");
  }

  private Object bound(Expr expr) {
    return expr == null ? null : evaluator.key(evaluator.evaluate(expr));
  }
}
