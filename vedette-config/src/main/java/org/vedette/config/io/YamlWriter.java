package org.vedette.config.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.PythonText;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;

/**
 * Writes values as YAML that PyYAML and YAML 1.2 readers understand alike. Tuples become lists,
 * classes of lazy configs their dotted names.
 */
public final class YamlWriter {
  private static final int WIDTH = 100;
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "nan", "inf");

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** A document with the keys in the config's order. */
  public static String document(ConfigNode node) {
    YamlWriter writer = new YamlWriter();
    if (!writer.isBlock(node)) {
      writer.inline(node);
      writer.out.append('\n');
    } else {
      writer.block(node, 0);
    }
    return writer.out.toString();
  }

  /** Whether a value needs lines of its own: all but scalars and short lists of scalars. */
  private boolean isBlock(ConfigNode node) {
    if (node instanceof DictNode dict) {
      return !dict.keys().isEmpty();
    }
    if (!(node instanceof ListNode list)) {
      return false;
    }
    boolean plain =
        list.items().stream().allMatch(i -> i instanceof ScalarNode || i instanceof TypeNode);
    return !plain || list.items().stream().mapToInt(i -> scalar(i).length() + 2).sum() > WIDTH;
  }

  private void block(ConfigNode node, int indent) {
    if (node instanceof DictNode dict) {
      entries(dict, indent, false);
    } else {
      items((ListNode) node, indent);
    }
  }

  private void entries(DictNode dict, int indent, boolean onDash) {
    boolean first = onDash;
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      out.append(first ? "" : " ".repeat(indent)).append(text(entry.getKey())).append(':');
      first = false;
      ConfigNode value = entry.getValue();
      if (isBlock(value)) {
        out.append('\n');
        block(value, indent + 2);
      } else {
        out.append(' ');
        inline(value);
        out.append('\n');
      }
    }
  }

  private void items(ListNode list, int indent) {
    for (ConfigNode item : list.items()) {
      out.append(" ".repeat(indent)).append('-');
      if (item instanceof DictNode dict && !dict.keys().isEmpty()) {
        out.append(' ');
        entries(dict, indent + 2, true);
      } else if (isBlock(item)) {
        out.append('\n');
        block(item, indent + 2);
      } else {
        out.append(' ');
        inline(item);
        out.append('\n');
      }
    }
  }

  private void inline(ConfigNode node) {
    if (node instanceof DictNode) {
      out.append("{}");
    } else if (node instanceof ListNode list) {
      List<String> items = list.items().stream().map(YamlWriter::scalar).toList();
      out.append('[').append(String.join(", ", items)).append(']');
    } else {
      out.append(scalar(node));
    }
  }

  private static String scalar(ConfigNode node) {
    return text(node instanceof TypeNode type ? type.dotted() : ((ScalarNode) node).value());
  }

  private static String text(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Double real) {
      return real(real);
    }
    return value instanceof String text && !isPlain(text) ? quoted(text) : value.toString();
  }

  // PyYAML takes a float without a dot for a text.
  private static String real(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = PythonText.number(value);
    int exponent = text.indexOf('e');
    return exponent > 0 && text.indexOf('.') < 0
        ? text.substring(0, exponent) + ".0" + text.substring(exponent)
        : text;
  }

  /** Whether every reader takes the text as a text without quotes. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && (isLetter(text.charAt(0)) || text.charAt(0) == '_')
        && text.chars()
            .allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || "_./-".indexOf(c) >= 0)
        && !WORDS.contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                  if (isPrintable(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                  }
                }
              }
            });
    // Two braces would be taken for a template when the config is read.
    return out.append('"').toString().replace("{{", "{\\x7b");
  }

  /** The characters that YAML allows as they are, but for its own line ends. */
  private static boolean isPrintable(int c) {
    return (c >= ' ' && c < 0x7f)
        || (c >= 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029)
        || (c >= 0xe000 && c < 0xfffe && c != 0xfeff)
        || c >= 0x10000;
  }
}
