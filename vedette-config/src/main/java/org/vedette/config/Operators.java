package org.vedette.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vedette.base.Location;

/** Python's operators on values of a config. */
final class Operators {
  private final Budget budget;

  Operators(Budget budget) {
    this.budget = budget;
  }

  /** {@code a operator b} for arithmetic; the result stands at {@code location}. */
  ConfigNode binary(String operator, ConfigNode a, ConfigNode b, Location location) {
    Object x = a instanceof ScalarNode scalar ? scalar.value() : null;
    Object y = b instanceof ScalarNode scalar ? scalar.value() : null;
    if (Numbers.isNumber(x) && Numbers.isNumber(y)) {
      return new ScalarNode(Numbers.apply(operator, x, y), location);
    }
    if (operator.equals("+")) {
      if (x instanceof String left && y instanceof String right) {
        budget.write((long) left.length() + right.length());
        return new ScalarNode(left + right, location);
      }
      if (a instanceof ListNode left
          && b instanceof ListNode right
          && left.isTuple() == right.isTuple()) {
        budget.spend(left.items().size() + right.items().size());
        List<ConfigNode> items = new ArrayList<>(left.items());
        items.addAll(right.items());
        return new ListNode(items, left.isTuple(), location);
      }
    }
    if (operator.equals("*")) {
      ConfigNode repeated = Numbers.isWhole(y) ? repeat(a, y, location) : null;
      if (repeated == null && Numbers.isWhole(x)) {
        repeated = repeat(b, x, location);
      }
      if (repeated != null) {
        return repeated;
      }
    }
    if (operator.equals("%") && x instanceof String) {
      throw new OperationException("unsupported: formatting with '%'; write an f-string");
    }
    throw new OperationException(
        "'" + operator + "' does not take " + typeName(a) + " and " + typeName(b));
  }

  private ConfigNode repeat(ConfigNode value, Object count, Location location) {
    long times = Math.max(0, Numbers.whole(count).min(Numbers.whole(1L << 40)).longValue());
    if (value instanceof ListNode list) {
      budget.spend(Math.multiplyExact(times, Math.max(1, (long) list.items().size())));
      List<ConfigNode> items = new ArrayList<>();
      for (long i = 0; i < times; i++) {
        items.addAll(list.items());
      }
      return new ListNode(items, list.isTuple(), location);
    }
    if (value instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      budget.write(Math.multiplyExact(times, (long) text.length()));
      return new ScalarNode(text.isEmpty() ? "" : text.repeat((int) times), location);
    }
    return null;
  }

  /** {@code -x}, {@code +x} or {@code not x}. */
  ConfigNode unary(String operator, ConfigNode operand, Location location) {
    if (operator.equals("not")) {
      return new ScalarNode(!isTrue(operand), location);
    }
    if (operand instanceof ScalarNode scalar && Numbers.isNumber(scalar.value())) {
      Object value = scalar.value();
      boolean minus = operator.equals("-");
      return new ScalarNode(
          value instanceof Double real
              ? (Object) (minus ? -real : real)
              : Numbers.narrow(minus ? Numbers.whole(value).negate() : Numbers.whole(value)),
          location);
    }
    throw new OperationException("'" + operator + "' does not take " + typeName(operand));
  }

  /** {@code a operator b} for comparisons. */
  boolean compare(String operator, ConfigNode a, ConfigNode b) {
    return switch (operator) {
      case "==" -> equal(a, b);
      case "!=" -> !equal(a, b);
      case "in" -> contains(b, a);
      case "not in" -> !contains(b, a);
      case "is" -> identical(a, b);
      case "is not" -> !identical(a, b);
      default -> ordered(operator, a, b);
    };
  }

  private boolean ordered(String operator, ConfigNode a, ConfigNode b) {
    Integer order = order(a, b);
    if (order == null) {
      return false;
    }
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new OperationException("unsupported operator '" + operator + "'");
    };
  }

  /** The order of two values that have one; null when nan is among them. */
  Integer order(ConfigNode a, ConfigNode b) {
    budget.spend(1);
    if (a instanceof ScalarNode left && b instanceof ScalarNode right) {
      if (Numbers.isNumber(left.value()) && Numbers.isNumber(right.value())) {
        return Numbers.compare(left.value(), right.value());
      }
      if (left.value() instanceof String x && right.value() instanceof String y) {
        budget.read(x.length() < y.length() ? x : y);
        return comparePoints(x, y);
      }
    }
    if (a instanceof ListNode x && b instanceof ListNode y && x.isTuple() == y.isTuple()) {
      return orderLists(x.items(), y.items());
    }
    throw new OperationException(typeName(a) + " and " + typeName(b) + " have no order");
  }

  private Integer orderLists(List<ConfigNode> x, List<ConfigNode> y) {
    budget.enter();
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      if (!equal(x.get(i), y.get(i))) {
        Integer order = order(x.get(i), y.get(i));
        budget.leave();
        return order;
      }
    }
    budget.leave();
    return Integer.compare(x.size(), y.size());
  }

  /** The order of two texts by code points, as Python has it. */
  static int comparePoints(String x, String y) {
    return Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
  }

  private static boolean identical(ConfigNode a, ConfigNode b) {
    if (a instanceof ScalarNode left && b instanceof ScalarNode right) {
      return Objects.equals(left.value(), right.value());
    }
    return a == b;
  }

  private boolean contains(ConfigNode container, ConfigNode item) {
    if (container instanceof DictNode dict) {
      if (item instanceof DictNode || (item instanceof ListNode list && !list.isTuple())) {
        throw new OperationException("no key of a dict is a " + typeName(item));
      }
      return item instanceof ScalarNode scalar && dict.has(scalar.value());
    }
    if (container instanceof ListNode list) {
      return list.items().stream().anyMatch(each -> equal(each, item));
    }
    if (container instanceof ScalarNode text
        && text.value() instanceof String whole
        && item instanceof ScalarNode scalar
        && scalar.value() instanceof String part) {
      budget.read(whole);
      return whole.contains(part);
    }
    throw new OperationException("'in' does not take " + typeName(container));
  }

  /** Python's {@code ==}: numbers by value, lists and dicts by content. */
  boolean equal(ConfigNode a, ConfigNode b) {
    budget.spend(1);
    if (a instanceof ScalarNode left && b instanceof ScalarNode right) {
      Object x = left.value();
      Object y = right.value();
      if (x instanceof String text) {
        budget.read(text);
      }
      boolean numbers = Numbers.isNumber(x) && Numbers.isNumber(y);
      return numbers ? Objects.equals(Numbers.compare(x, y), 0) : Objects.equals(x, y);
    }
    budget.enter();
    boolean equal = false;
    if (a instanceof ListNode x && b instanceof ListNode y) {
      equal = x.isTuple() == y.isTuple() && equalItems(x.items(), y.items());
    } else if (a instanceof DictNode x && b instanceof DictNode y) {
      equal = equalEntries(x, y);
    } else if (a instanceof TypeNode x && b instanceof TypeNode y) {
      equal = x.dotted().equals(y.dotted());
    }
    budget.leave();
    return equal;
  }

  private boolean equalItems(List<ConfigNode> x, List<ConfigNode> y) {
    if (x.size() != y.size()) {
      return false;
    }
    for (int i = 0; i < x.size(); i++) {
      if (!equal(x.get(i), y.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean equalEntries(DictNode x, DictNode y) {
    if (!x.keys().equals(y.keys())) {
      return false;
    }
    for (Map.Entry<Object, ConfigNode> entry : x.entries().entrySet()) {
      if (!equal(entry.getValue(), y.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** What Python takes for true: all but None, False, zero and what is empty. */
  static boolean isTrue(ConfigNode node) {
    if (node instanceof ListNode list) {
      return !list.items().isEmpty();
    }
    if (node instanceof DictNode dict) {
      return !dict.keys().isEmpty();
    }
    Object value = node instanceof ScalarNode scalar ? scalar.value() : true;
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Double real) {
      return real != 0;
    }
    return Numbers.isWhole(value) && Numbers.whole(value).signum() != 0;
  }

  /** What Python calls the value's type. */
  static String typeName(ConfigNode node) {
    if (node instanceof DictNode) {
      return "dict";
    }
    if (node instanceof ListNode list) {
      return list.isTuple() ? "tuple" : "list";
    }
    Object value = node instanceof ScalarNode scalar ? scalar.value() : node;
    if (value == null) {
      return "None";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double) {
      return "float";
    }
    return value instanceof TypeNode type ? "class " + type.dotted() : "int";
  }
}
