package org.vedette.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The methods of strings that configs have a use for. */
final class TextMethods {
  private TextMethods() {}

  /** The value of {@code text.method(arguments)}; null when there is no such method. */
  static ConfigNode call(String text, Arguments arguments) {
    return switch (arguments.function()) {
      case "lower" -> noArguments(text.toLowerCase(Locale.ROOT), arguments);
      case "upper" -> noArguments(text.toUpperCase(Locale.ROOT), arguments);
      case "strip" -> noArguments(text.strip(), arguments);
      case "lstrip" -> noArguments(text.stripLeading(), arguments);
      case "rstrip" -> noArguments(text.stripTrailing(), arguments);
      case "startswith" -> {
        arguments.require(1, 1);
        yield new ScalarNode(text.startsWith(arguments.text(0)), arguments.location());
      }
      case "endswith" -> {
        arguments.require(1, 1);
        yield new ScalarNode(text.endsWith(arguments.text(0)), arguments.location());
      }
      case "replace" -> {
        arguments.require(2, 2);
        yield limited(text.replace(arguments.text(0), arguments.text(1)), arguments);
      }
      case "split" -> split(text, arguments);
      case "join" -> join(text, arguments);
      default -> null;
    };
  }

  private static ConfigNode noArguments(String result, Arguments arguments) {
    arguments.require(0, 0);
    return new ScalarNode(result, arguments.location());
  }

  private static ConfigNode limited(String result, Arguments arguments) {
    if (result.length() > Budget.MAX_TEXT) {
      throw new OperationException("the text grows beyond " + Budget.MAX_TEXT + " characters");
    }
    return new ScalarNode(result, arguments.location());
  }

  private static ConfigNode split(String text, Arguments arguments) {
    arguments.require(0, 1);
    List<String> parts;
    if (arguments.positional().isEmpty()) {
      parts = text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    } else {
      parts = split(text, arguments.text(0));
    }
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

  private static ConfigNode join(String separator, Arguments arguments) {
    arguments.require(1, 1);
    if (!(arguments.get(0) instanceof ListNode list)) {
      throw new OperationException(
          "join() takes a list, got " + Operators.typeName(arguments.get(0)));
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < list.items().size(); i++) {
      if (!(list.items().get(i) instanceof ScalarNode scalar
          && scalar.value() instanceof String part)) {
        throw new OperationException("join() takes a list of strings");
      }
      out.append(i == 0 ? "" : separator).append(part);
      if (out.length() > Budget.MAX_TEXT) {
        break;
      }
    }
    return limited(out.toString(), arguments);
  }
}
