package org.vedette.config.component;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/** Reads a literal of the config language: dict(..), {..}, [..], (..), texts, numbers, names. */
final class Literals {
  private static final Location PLACE = new Location("<default>", 0, 0);

  private final String text;
  private int at;

  private Literals(String text) {
    this.text = text;
  }

  static ConfigNode parse(String text) {
    Literals reader = new Literals(text);
    ConfigNode node = reader.value();
    reader.space();
    if (reader.at != text.length()) {
      throw reader.error();
    }
    return node;
  }

  private ConfigNode value() {
    space();
    if (at == text.length()) {
      throw error();
    }
    char first = text.charAt(at);
    if (first == '\'' || first == '"') {
      return ScalarNode.of(string());
    }
    if (skip("[")) {
      return items("]", false);
    }
    if (skip("(")) {
      return items(")", true);
    }
    if (skip("dict(")) {
      return dict(")", "=");
    }
    return skip("{") ? dict("}", ":") : word();
  }

  private ConfigNode items(String close, boolean tuple) {
    List<ConfigNode> items = new ArrayList<>();
    while (!skip(close)) {
      items.add(value());
      if (!skip(",") && !text.startsWith(close, at)) {
        throw error();
      }
      space();
    }
    return new ListNode(items, tuple, PLACE);
  }

  private ConfigNode dict(String close, String separator) {
    DictNode dict = new DictNode(PLACE);
    while (!skip(close)) {
      space();
      Object key = separator.equals("=") ? name() : ((ScalarNode) value()).value();
      space();
      if (!skip(separator)) {
        throw error();
      }
      dict.put(key, value());
      space();
      if (!skip(",") && !text.startsWith(close, at)) {
        throw error();
      }
      space();
    }
    return dict;
  }

  private ConfigNode word() {
    String word = name();
    return switch (word) {
      case "None" -> ScalarNode.of(null);
      case "True" -> ScalarNode.of(true);
      case "False" -> ScalarNode.of(false);
      default -> number(word);
    };
  }

  private ConfigNode number(String word) {
    try {
      return ScalarNode.of(
          word.matches("-?\\d+") ? (Object) Long.valueOf(word) : Double.valueOf(word));
    } catch (NumberFormatException e) {
      throw error();
    }
  }

  private String name() {
    int start = at;
    while (at < text.length() && !" \t\n,=:()[]{}'\"".contains(text.substring(at, at + 1))) {
      at++;
    }
    if (start == at) {
      throw error();
    }
    return text.substring(start, at);
  }

  private String string() {
    char quote = text.charAt(at++);
    int end = text.indexOf(quote, at);
    if (end < 0) {
      throw error();
    }
    String value = text.substring(at, end);
    at = end + 1;
    return value;
  }

  private boolean skip(String token) {
    space();
    boolean there = text.startsWith(token, at);
    at += there ? token.length() : 0;
    return there;
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalStateException error() {
    return new IllegalStateException("bad literal at column " + (at + 1) + ": " + text);
  }
}
