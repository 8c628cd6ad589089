package org.vedette.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The functions of Python that a config may call; {@code dict} is with {@link Calls}. */
final class Builtins {
  /** The functions that there are. */
  static final Set<String> NAMES =
      Set.of(
          "abs",
          "all",
          "any",
          "bool",
          "enumerate",
          "float",
          "int",
          "len",
          "list",
          "max",
          "min",
          "range",
          "reversed",
          "round",
          "sorted",
          "str",
          "sum",
          "tuple",
          "zip");

  private final Evaluator evaluator;

  Builtins(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The value of {@code function(arguments)}. */
  ConfigNode call(Arguments arguments) {
    return switch (arguments.function()) {
      case "list", "tuple" -> list(arguments);
      case "range" -> range(arguments);
      case "enumerate" -> enumerate(arguments);
      case "zip" -> zip(arguments);
      case "sorted" -> sorted(arguments);
      case "reversed" -> {
        List<ConfigNode> items = new ArrayList<>(items(arguments));
        Collections.reverse(items);
        yield Calls.list(items, arguments);
      }
      case "min", "max" -> extreme(arguments);
      case "all", "any" -> quantified(arguments);
      default -> scalar(arguments);
    };
  }

  private ConfigNode scalar(Arguments arguments) {
    Object value =
        switch (arguments.function()) {
          case "len" -> length(arguments);
          case "int" -> toInt(arguments);
          case "float" -> toFloat(arguments);
          case "sum" -> sum(arguments);
          case "abs" -> abs(arguments);
          case "round" -> round(arguments);
          case "bool" -> {
            arguments.require(0, 1);
            yield arguments.get(0) != null && Operators.isTrue(arguments.get(0));
          }
          case "str" -> {
            arguments.require(0, 1);
            String text = arguments.get(0) == null ? "" : PythonText.str(arguments.get(0));
            evaluator.budget().write(text.length());
            yield text;
          }
          default -> throw new OperationException("unsupported function " + arguments.function());
        };
    return new ScalarNode(value, arguments.location());
  }

  private List<ConfigNode> items(Arguments arguments) {
    arguments.require(1, 1);
    return evaluator.iterate(arguments.get(0));
  }

  private ConfigNode list(Arguments arguments) {
    arguments.require(0, 1);
    List<ConfigNode> items = arguments.get(0) == null ? List.of() : items(arguments);
    return new ListNode(items, arguments.function().equals("tuple"), arguments.location());
  }

  private ConfigNode range(Arguments arguments) {
    arguments.require(1, 3);
    boolean one = arguments.positional().size() == 1;
    long start = one ? 0 : arguments.whole(0);
    long stop = arguments.whole(one ? 0 : 1);
    long step = arguments.get(2) == null ? 1 : arguments.whole(2);
    if (step == 0) {
      throw new OperationException("the step of range() is 0");
    }
    long count = Math.max(0, Math.floorDiv(stop - start - Long.signum(step), step) + 1);
    evaluator.budget().spend(count);
    List<ConfigNode> items = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      items.add(new ScalarNode(start + i * step, arguments.location()));
    }
    return Calls.list(items, arguments);
  }

  private ConfigNode enumerate(Arguments arguments) {
    ConfigNode named = arguments.named().remove("start");
    if (named != null) {
      arguments.positional().add(named);
    }
    arguments.require(1, 2);
    long start = arguments.get(1) == null ? 0 : arguments.whole(1);
    List<ConfigNode> pairs = new ArrayList<>();
    for (ConfigNode item : evaluator.iterate(arguments.get(0))) {
      ConfigNode index = new ScalarNode(start + pairs.size(), arguments.location());
      pairs.add(new ListNode(List.of(index, item), true, arguments.location()));
    }
    return Calls.list(pairs, arguments);
  }

  private ConfigNode zip(Arguments arguments) {
    List<List<ConfigNode>> columns = new ArrayList<>();
    for (ConfigNode value : arguments.positional()) {
      columns.add(evaluator.iterate(value));
    }
    arguments.require(0, Integer.MAX_VALUE);
    int rows = columns.stream().mapToInt(List::size).min().orElse(0);
    List<ConfigNode> tuples = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<ConfigNode> row = new ArrayList<>();
      for (List<ConfigNode> column : columns) {
        row.add(column.get(i));
      }
      tuples.add(new ListNode(row, true, arguments.location()));
    }
    return Calls.list(tuples, arguments);
  }

  private ConfigNode sorted(Arguments arguments) {
    ConfigNode reverse = arguments.named().remove("reverse");
    List<ConfigNode> items = new ArrayList<>(items(arguments));
    boolean falling = reverse != null && Operators.isTrue(reverse);
    items.sort((a, b) -> falling ? order(b, a) : order(a, b));
    return Calls.list(items, arguments);
  }

  private int order(ConfigNode a, ConfigNode b) {
    Integer order = evaluator.operators().order(a, b);
    if (order == null) {
      throw new OperationException("nan has no order");
    }
    return order;
  }

  private ConfigNode extreme(Arguments arguments) {
    arguments.require(1, Integer.MAX_VALUE);
    boolean one = arguments.positional().size() == 1;
    List<ConfigNode> items = one ? items(arguments) : arguments.positional();
    if (items.isEmpty()) {
      throw new OperationException(arguments.function() + "() of no values");
    }
    String better = arguments.function().equals("min") ? "<" : ">";
    ConfigNode best = items.get(0);
    for (ConfigNode item : items.subList(1, items.size())) {
      best = evaluator.operators().compare(better, item, best) ? item : best;
    }
    return best;
  }

  private ConfigNode quantified(Arguments arguments) {
    List<ConfigNode> items = items(arguments);
    boolean value =
        arguments.function().equals("all")
            ? items.stream().allMatch(Operators::isTrue)
            : items.stream().anyMatch(Operators::isTrue);
    return new ScalarNode(value, arguments.location());
  }

  private long length(Arguments arguments) {
    arguments.require(1, 1);
    ConfigNode node = arguments.get(0);
    if (node instanceof ListNode list) {
      return list.items().size();
    }
    if (node instanceof DictNode dict) {
      return dict.keys().size();
    }
    String text = arguments.text(0);
    evaluator.budget().read(text);
    return text.codePointCount(0, text.length());
  }

  private static Object toInt(Arguments arguments) {
    arguments.require(0, 1);
    Object value = arguments.get(0) instanceof ScalarNode scalar ? scalar.value() : null;
    if (arguments.get(0) == null) {
      return 0L;
    }
    if (value instanceof Double real) {
      if (real.isNaN() || real.isInfinite()) {
        throw new OperationException("int() of " + PythonText.number(real));
      }
      return Numbers.narrow(new BigDecimal(real).toBigInteger());
    }
    if (value instanceof String text) {
      Object parsed = NumberTexts.parseInt(text);
      if (parsed == null) {
        throw new OperationException("int() of a text that is no whole number");
      }
      return parsed;
    }
    return Numbers.narrow(Numbers.whole(number(arguments)));
  }

  private static Object toFloat(Arguments arguments) {
    arguments.require(0, 1);
    if (arguments.get(0) == null) {
      return 0.0;
    }
    if (arguments.get(0) instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      Double parsed = NumberTexts.parseFloat(text);
      if (parsed == null) {
        throw new OperationException("float() of a text that is no number");
      }
      return parsed;
    }
    return Numbers.real(number(arguments));
  }

  private static Object number(Arguments arguments) {
    if (arguments.get(0) instanceof ScalarNode scalar && Numbers.isNumber(scalar.value())) {
      return scalar.value();
    }
    throw new OperationException(
        arguments.function() + "() needs a number, got " + Operators.typeName(arguments.get(0)));
  }

  private Object sum(Arguments arguments) {
    Object total = 0L;
    for (ConfigNode item : items(arguments)) {
      if (!(item instanceof ScalarNode scalar && Numbers.isNumber(scalar.value()))) {
        throw new OperationException("sum() adds numbers, got " + Operators.typeName(item));
      }
      total = Numbers.apply("+", total, scalar.value());
    }
    return total;
  }

  private static Object abs(Arguments arguments) {
    arguments.require(1, 1);
    Object value = number(arguments);
    return value instanceof Double real
        ? (Object) Math.abs(real)
        : Numbers.narrow(Numbers.whole(value).abs());
  }

  /** Python's round: halves go to the even neighbour; one value gives a whole number. */
  private static Object round(Arguments arguments) {
    arguments.require(1, 2);
    Object value = number(arguments);
    int digits =
        arguments.get(1) == null ? 0 : (int) Math.max(-400, Math.min(400, arguments.whole(1)));
    if (value instanceof Double real && !Double.isFinite(real)) {
      if (arguments.get(1) != null) {
        return real;
      }
      throw new OperationException("round() of " + PythonText.number(real));
    }
    BigDecimal exact =
        value instanceof Double real ? new BigDecimal(real) : new BigDecimal(Numbers.whole(value));
    BigDecimal rounded = exact.setScale(digits, RoundingMode.HALF_EVEN);
    boolean whole = arguments.get(1) == null || Numbers.isWhole(value);
    BigInteger integer = rounded.toBigInteger();
    return whole
        ? Numbers.narrow(integer)
        : (Object) Math.copySign(rounded.doubleValue(), Numbers.real(value));
  }
}
