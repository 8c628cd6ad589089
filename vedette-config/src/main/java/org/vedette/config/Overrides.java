package org.vedette.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;

/** Settings of the command line, {@code a.b.0.c=value}, by the rules of MMEngine. */
public final class Overrides {
  private static final Location PLACE = new Location("<--cfg-options>", 0, 0);
  private static final int MAX_DEPTH = 100;

  private Overrides() {}

  /**
   * A config with the settings on top; {@code config} stays as it is. A part of a key that is a
   * whole number names an item where the config has a list.
   */
  static DictNode apply(DictNode config, List<String> options) {
    DictNode tree = new DictNode(PLACE);
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 0) {
        throw error("", "'" + option + "' has no '='", "write key=value");
      }
      put(tree, option.substring(0, equals), value(option.substring(equals + 1)));
    }
    return new Merging(true).merge(tree, config).copy();
  }

  private static void put(DictNode tree, String path, ConfigNode value) {
    String[] keys = path.split("\\.", -1);
    if (Arrays.asList(keys).contains("")) {
      throw error("", "'" + path + "' is no key", "write a.b.c=value");
    }
    DictNode dict = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      if (!dict.has(keys[i])) {
        dict.put(keys[i], new DictNode(PLACE));
      }
      if (!(dict.get(keys[i]) instanceof DictNode inner)) {
        throw error(path, "'" + keys[i] + "' was already set to a value", "");
      }
      dict = inner;
    }
    dict.put(keys[keys.length - 1], value);
  }

  /**
   * The value of a setting's text: a number, True or False in any case, None, else the text itself;
   * commas or brackets make lists, parentheses tuples. Spaces do not count, and quotes around it
   * are dropped.
   */
  public static ConfigNode value(String text) {
    return value(text, 0);
  }

  private static ConfigNode value(String text, int depth) {
    if (depth > MAX_DEPTH) {
      throw error("", "the brackets of '" + text + "' do not nest", "");
    }
    String inner = stripQuotes(text).replace(" ", "");
    boolean tuple = inner.startsWith("(") && inner.endsWith(")");
    if (tuple || (inner.startsWith("[") && inner.endsWith("]"))) {
      inner = inner.substring(1, inner.length() - 1);
    } else if (inner.indexOf(',') < 0) {
      return new ScalarNode(scalar(inner), PLACE);
    }
    List<ConfigNode> items = new ArrayList<>();
    while (!inner.isEmpty()) {
      int comma = nextComma(inner);
      items.add(value(inner.substring(0, comma), depth + 1));
      inner = inner.substring(Math.min(inner.length(), comma + 1));
    }
    return new ListNode(items, tuple, PLACE);
  }

  private static String stripQuotes(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isQuote(text.charAt(start))) {
      start++;
    }
    while (end > start && isQuote(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  /** The first comma outside brackets, or the text's end. */
  private static int nextComma(String text) {
    int round = 0;
    int square = 0;
    int found = -1;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(' -> round++;
        case ')' -> round--;
        case '[' -> square++;
        case ']' -> square--;
        case ',' -> found = found < 0 && round == 0 && square == 0 ? i : found;
        default -> {}
      }
    }
    if (round != 0 || square != 0) {
      throw error("", "the brackets of '" + text + "' are not balanced", "");
    }
    return found < 0 ? text.length() : found;
  }

  private static Object scalar(String text) {
    Object whole = NumberTexts.parseInt(text);
    if (whole != null) {
      return whole;
    }
    Double real = NumberTexts.parseFloat(text);
    if (real != null) {
      return real;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> text.equals("None") ? null : text;
    };
  }

  private static ConfigException error(String path, String message, String hint) {
    return new ConfigException(Problem.of(PLACE, path, message).withHint(hint));
  }
}
