package org.vedette.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The methods of strings that configs have a use for. */
final class TextMethods {
  private final Budget budget;

  TextMethods(Budget budget) {
    this.budget = budget;
  }

  /** The value of {@code text.method(arguments)}; null when there is no such method. */
  ConfigNode call(String text, Arguments arguments) {
    budget.read(text);
    return switch (arguments.function()) {
      case "lower" -> changed(text.toLowerCase(Locale.ROOT), arguments);
      case "upper" -> changed(text.toUpperCase(Locale.ROOT), arguments);
      case "strip" -> changed(text.strip(), arguments);
      case "lstrip" -> changed(text.stripLeading(), arguments);
      case "rstrip" -> changed(text.stripTrailing(), arguments);
      case "startswith", "endswith" -> {
        arguments.require(1, 1);
        boolean start = arguments.function().equals("startswith");
        String part = arguments.text(0);
        boolean found = start ? text.startsWith(part) : text.endsWith(part);
        yield new ScalarNode(found, arguments.location());
      }
      case "replace" -> replace(text, arguments);
      case "split" -> split(text, arguments);
      case "join" -> join(text, arguments);
      default -> null;
    };
  }

  private ConfigNode changed(String result, Arguments arguments) {
    arguments.require(0, 0);
    budget.write(result.length());
    return new ScalarNode(result, arguments.location());
  }

  private ConfigNode replace(String text, Arguments arguments) {
    arguments.require(2, 2);
    String from = arguments.text(0);
    String to = arguments.text(1);
    long found = from.isEmpty() ? text.length() + 1L : 0;
    for (int at = text.indexOf(from); !from.isEmpty() && at >= 0; found++) {
      at = text.indexOf(from, at + from.length());
    }
    budget.write(text.length() + found * to.length());
    return new ScalarNode(text.replace(from, to), arguments.location());
  }

  private ConfigNode split(String text, Arguments arguments) {
    arguments.require(0, 1);
    budget.write(text.length());
    List<String> parts;
    if (arguments.positional().isEmpty()) {
      parts = text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    } else {
      parts = split(text, arguments.text(0));
    }
    budget.spend(parts.size());
    List<ConfigNode> items = new ArrayList<>(parts.size());
    parts.forEach(part -> items.add(new ScalarNode(part, arguments.location())));
    return Calls.list(items, arguments);
  }

  private static List<String> split(String text, String separator) {
    if (separator.isEmpty()) {
      throw new OperationException("split() needs a separator that is not empty");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private ConfigNode join(String separator, Arguments arguments) {
    arguments.require(1, 1);
    if (!(arguments.get(0) instanceof ListNode list)) {
      throw new OperationException(
          "join() takes a list, got " + Operators.typeName(arguments.get(0)));
    }
    List<String> parts = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ScalarNode scalar && scalar.value() instanceof String part)) {
        throw new OperationException("join() takes a list of strings");
      }
      budget.write((long) part.length() + separator.length());
      parts.add(part);
    }
    return new ScalarNode(String.join(separator, parts), arguments.location());
  }
}
