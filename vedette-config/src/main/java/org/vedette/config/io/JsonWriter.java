package org.vedette.config.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.PythonText;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;

/**
 * Writes values as JSON in plain ASCII, as Python's json does. Tuples become lists, keys become
 * strings, classes of lazy configs their dotted names; floats keep a dot or an exponent, and those
 * that JSON has not become the strings "NaN", "Infinity" and "-Infinity".
 */
public final class JsonWriter {
  private static final Comparator<Map.Entry<String, ConfigNode>> BY_KEY =
      Map.Entry.comparingByKey();

  private final StringBuilder out = new StringBuilder();
  private final boolean lines;

  private JsonWriter(boolean lines) {
    this.lines = lines;
  }

  /** A value over several lines with two spaces of indentation, keys in the config's order. */
  public static String pretty(ConfigNode node) {
    JsonWriter writer = new JsonWriter(true);
    writer.append(node, 0);
    return writer.out.append('\n').toString();
  }

  /** A value on one line, keys sorted. */
  public static String compact(ConfigNode node) {
    JsonWriter writer = new JsonWriter(false);
    writer.append(node, 0);
    return writer.out.toString();
  }

  private void append(ConfigNode node, int depth) {
    if (node instanceof DictNode dict) {
      appendDict(dict, depth);
    } else if (node instanceof ListNode list) {
      appendList(list, depth);
    } else if (node instanceof ScalarNode scalar) {
      appendScalar(scalar.value());
    } else if (node instanceof TypeNode type) {
      quote(type.dotted());
    }
  }

  private void appendDict(DictNode dict, int depth) {
    List<Map.Entry<String, ConfigNode>> entries = new ArrayList<>();
    dict.entries().forEach((key, value) -> entries.add(Map.entry(key(key), value)));
    if (!lines) {
      entries.sort(BY_KEY);
    }
    open('{');
    for (int i = 0; i < entries.size(); i++) {
      separate(i, depth + 1);
      quote(entries.get(i).getKey());
      out.append(lines ? ": " : ":");
      append(entries.get(i).getValue(), depth + 1);
    }
    close('}', entries.isEmpty(), depth);
  }

  private void appendList(ListNode list, int depth) {
    open('[');
    for (int i = 0; i < list.items().size(); i++) {
      separate(i, depth + 1);
      append(list.items().get(i), depth + 1);
    }
    close(']', list.items().isEmpty(), depth);
  }

  private void open(char bracket) {
    out.append(bracket);
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      newLine(depth);
    }
    out.append(bracket);
  }

  private void separate(int index, int depth) {
    if (index > 0) {
      out.append(',');
    }
    newLine(depth);
  }

  private void newLine(int depth) {
    if (lines) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void appendScalar(Object value) {
    if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Double real && !Double.isFinite(real)) {
      quote(key(real));
    } else {
      out.append(value instanceof Double real ? PythonText.number(real) : String.valueOf(value));
    }
  }

  /** A key as text, as Python's json writes it. */
  private static String key(Object key) {
    return key instanceof Double real && Double.isFinite(real)
        ? PythonText.number(real)
        : String.valueOf(key);
  }

  private void quote(String text) {
    quote(out, text);
  }

  /** Appends a text as a JSON string. */
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Two braces would be taken for a template when a config is read.
          boolean template = c == '{' && i > 0 && text.charAt(i - 1) == '{';
          if (c < ' ' || c > '~' || template) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
