package org.vedette.config.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.PythonText;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;
import org.vedette.config.syntax.Names;

/**
 * Writes a config in the Python style, so that reading it again gives an equal config: tuples stay
 * tuples, and the classes of a lazy config are imported at the top.
 */
public final class PythonWriter {
  private static final int WIDTH = 88;
  private static final int INDENT = 4;
  private static final Set<String> UNASSIGNABLE = Set.of("_base_", "_deprecation_");

  private final StringBuilder out = new StringBuilder();
  // Dotted name of a class to what the file calls it.
  private final Map<String, String> classes = new LinkedHashMap<>();

  private PythonWriter() {}

  /**
   * A whole config.
   *
   * @throws ConfigException when a top-level key cannot be a variable
   */
  public static String config(DictNode root) {
    PythonWriter writer = new PythonWriter();
    writer.imports(root);
    for (Map.Entry<Object, ConfigNode> entry : root.entries().entrySet()) {
      String name = writer.variable(entry.getKey(), entry.getValue());
      writer.out.append(name).append(" = ");
      writer.append(entry.getValue(), 0, name.length() + 3);
      writer.out.append('\n');
    }
    return writer.out.toString();
  }

  /** One value, over several lines where it is long; classes by their dotted names. */
  public static String value(ConfigNode node) {
    PythonWriter writer = new PythonWriter();
    writer.append(node, 0, 0);
    return writer.out.toString();
  }

  private String variable(Object key, ConfigNode value) {
    String name = String.valueOf(key);
    boolean assignable =
        key instanceof String
            && Names.isIdentifier(name)
            && !name.startsWith("__")
            && !UNASSIGNABLE.contains(name);
    if (!assignable) {
      throw new ConfigException(
          Problem.of(value.location(), name, "the key cannot be a variable of a Python config")
              .withHint("dump the config as json or yaml"));
    }
    return name;
  }

  private void imports(DictNode root) {
    Map<String, TypeNode> found = new TreeMap<>();
    collect(root, found);
    found.forEach(
        (dotted, type) -> {
          String simple = type.name().replace('.', '_');
          String own = simple;
          for (int i = 2; root.has(own) || classes.containsValue(own); i++) {
            own = simple + "_" + i;
          }
          classes.put(dotted, own);
          String from = type.module().isEmpty() ? "" : "from " + type.module() + " ";
          String alias = own.equals(type.name()) ? "" : " as " + own;
          out.append(from).append("import ").append(type.name()).append(alias).append('\n');
        });
    if (!found.isEmpty()) {
      out.append('\n');
    }
  }

  private static void collect(ConfigNode node, Map<String, TypeNode> found) {
    if (node instanceof TypeNode type) {
      found.put(type.dotted(), type);
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> collect(item, found));
    } else if (node instanceof DictNode dict) {
      dict.entries().values().forEach(value -> collect(value, found));
    }
  }

  /** Appends a value that begins in a column; its lines are indented by {@code indent}. */
  private void append(ConfigNode node, int indent, int column) {
    int start = out.length();
    if (flat(node, start + WIDTH - column)) {
      return;
    }
    out.setLength(start);
    if (node instanceof ListNode list) {
      appendItems(list, indent);
    } else if (node instanceof DictNode dict) {
      appendEntries(dict, indent);
    } else {
      flat(node, Integer.MAX_VALUE);
    }
  }

  private void appendItems(ListNode list, int indent) {
    out.append(list.isTuple() ? '(' : '[');
    for (ConfigNode item : list.items()) {
      newLine(indent + INDENT);
      append(item, indent + INDENT, indent + INDENT + 1);
      out.append(',');
    }
    newLine(indent);
    out.append(list.isTuple() ? ')' : ']');
  }

  private void appendEntries(DictNode dict, int indent) {
    boolean named = hasNames(dict);
    out.append(named ? "dict(" : "{");
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      newLine(indent + INDENT);
      int start = out.length();
      appendKey(entry.getKey(), named);
      append(entry.getValue(), indent + INDENT, indent + INDENT + 1 + out.length() - start);
      out.append(',');
    }
    newLine(indent);
    out.append(named ? ')' : '}');
  }

  private void newLine(int indent) {
    out.append('\n').append(" ".repeat(indent));
  }

  /** Appends a value on one line; false when the text grows beyond {@code limit}. */
  private boolean flat(ConfigNode node, int limit) {
    if (node instanceof ListNode list) {
      return flatItems(list, limit);
    }
    if (node instanceof DictNode dict) {
      return flatEntries(dict, limit);
    }
    out.append(
        node instanceof TypeNode type
            ? classes.getOrDefault(type.dotted(), type.dotted())
            : scalar(((ScalarNode) node).value()));
    return out.length() <= limit;
  }

  private boolean flatItems(ListNode list, int limit) {
    out.append(list.isTuple() ? '(' : '[');
    List<ConfigNode> items = list.items();
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      if (!flat(items.get(i), limit)) {
        return false;
      }
    }
    out.append(list.isTuple() && items.size() == 1 ? "," : "").append(list.isTuple() ? ')' : ']');
    return out.length() <= limit;
  }

  private boolean flatEntries(DictNode dict, int limit) {
    boolean named = hasNames(dict);
    out.append(named ? "dict(" : "{");
    String separator = "";
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      out.append(separator);
      appendKey(entry.getKey(), named);
      if (!flat(entry.getValue(), limit)) {
        return false;
      }
      separator = ", ";
    }
    out.append(named ? ')' : '}');
    return out.length() <= limit;
  }

  private void appendKey(Object key, boolean named) {
    out.append(named ? key + "=" : scalar(key) + ": ");
  }

  // Python changes some letters of names to others, so names of keywords are plain ASCII.
  private static boolean hasNames(DictNode dict) {
    return dict.keys().stream()
        .allMatch(
            key ->
                key instanceof String name
                    && Names.isIdentifier(name)
                    && name.chars().allMatch(c -> c < 128));
  }

  private static String scalar(Object value) {
    if (value instanceof Double real && !Double.isFinite(real)) {
      return "float('" + PythonText.number(real) + "')";
    }
    String text = PythonText.scalar(value);
    // Two braces would be taken for a template when the config is read.
    return value instanceof String ? text.replace("{{", "{\\x7b") : text;
  }
}
