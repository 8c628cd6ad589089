package org.vedette.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.config.syntax.Source;

/**
 * The templates in double braces. Those of the file's name and of environment variables are
 * replaced in the text before it is parsed. One of the base, such as <code>{{_base_.model}}</code>,
 * becomes a string that stands for it, and is replaced by the base's value after the file was
 * evaluated: as a whole value, never inside a longer string.
 */
final class Templates {
  // Characters of private use, so that no config has them by accident.
  private static final char OPEN = '\uE5A0';
  private static final char CLOSE = '\uE5A1';
  // Bounded, so that no text makes matching slow.
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "\\{\\{['\"]?\\s{0,9}+\\$(\\w++)\\s{0,9}+:\\s{0,9}+(\\S{0,4096}?)\\s{0,9}['\"]?\\}\\}");
  private static final Pattern BASE = Pattern.compile("\\{\\{\\s*_base_\\.([\\w.]+)\\s*\\}\\}");

  private final Source text;
  private final Map<String, String> paths = new HashMap<>();

  private Templates(Source source, Path file) {
    Source named = source.edited(fileNames(source, file.toAbsolutePath().normalize()));
    Source environment = named.edited(environment(named));
    this.text = environment.edited(base(environment));
  }

  /** Whether a text has anything that may be a template. */
  static boolean occurIn(String text) {
    return text.contains("{{");
  }

  /** Replaces the templates of a file's text. */
  static Templates replace(Source source, Path file) {
    return new Templates(source, file);
  }

  /** The text without templates. */
  Source text() {
    return text;
  }

  private static List<Source.Edit> fileNames(Source source, Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Map<String, String> values =
        Map.of(
            "fileDirname",
            file.getParent().toString().replace('\\', '/'),
            "fileBasename",
            name,
            "fileBasenameNoExtension",
            dot > 0 ? name.substring(0, dot) : name,
            "fileExtname",
            dot > 0 ? name.substring(dot) : "");
    Matcher found = Pattern.compile("\\{\\{\\s*(file\\w+)\\s*\\}\\}").matcher(source.text());
    List<Source.Edit> edits = new ArrayList<>();
    while (found.find()) {
      String value = values.get(found.group(1));
      if (value != null) {
        edits.add(new Source.Edit(found.start(), found.end(), value));
      }
    }
    return edits;
  }

  private static List<Source.Edit> environment(Source source) {
    Matcher found = ENVIRONMENT.matcher(source.text());
    List<Source.Edit> edits = new ArrayList<>();
    while (found.find()) {
      String set = System.getenv(found.group(1));
      String value = set != null ? set : found.group(2);
      if (value.isEmpty()) {
        throw source.error(
            found.start(),
            "the environment variable " + found.group(1) + " is not set",
            "set it, or write a default after the colon");
      }
      edits.add(new Source.Edit(found.start(), found.end(), value));
    }
    return edits;
  }

  private List<Source.Edit> base(Source source) {
    Matcher found = BASE.matcher(source.text());
    List<Source.Edit> edits = new ArrayList<>();
    while (found.find()) {
      String mark = OPEN + found.group(1) + CLOSE;
      paths.put(mark, found.group(1));
      edits.add(new Source.Edit(found.start(), found.end(), '"' + mark + '"'));
    }
    return edits;
  }

  /** Replaces the strings that stand for values of the base, in place. */
  void fill(DictNode config, DictNode base) {
    if (!paths.isEmpty()) {
      fillDict(config, base);
    }
  }

  private void fillDict(DictNode dict, DictNode base) {
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      if (entry.getKey() instanceof String key && key.indexOf(OPEN) >= 0) {
        throw misplaced(entry.getValue().location());
      }
      entry.setValue(filled(entry.getValue(), base));
    }
  }

  private ConfigNode filled(ConfigNode node, DictNode base) {
    if (node instanceof DictNode dict) {
      fillDict(dict, base);
    } else if (node instanceof ListNode list) {
      list.items().replaceAll(item -> filled(item, base));
    } else if (node instanceof ScalarNode scalar && scalar.value() instanceof String string) {
      String path = paths.get(string);
      if (path != null) {
        return value(path, base, node.location());
      }
      if (string.indexOf(OPEN) >= 0) {
        throw misplaced(node.location());
      }
    }
    return node;
  }

  private static ConfigNode value(String path, DictNode base, Location location) {
    ConfigNode value = base;
    for (String key : path.split("\\.", -1)) {
      value = value instanceof DictNode dict ? dict.get(key) : null;
      if (value == null) {
        throw new ConfigException(
            Problem.of(location, "", "the base has no '" + path + "' for the template"));
      }
    }
    return value instanceof ScalarNode scalar ? new ScalarNode(scalar.value(), location) : value;
  }

  private static ConfigException misplaced(Location location) {
    return new ConfigException(
        Problem.of(location, "", "a template of the base stands only for a whole value")
            .withHint("write _base_.x without braces in expressions and f-strings"));
  }
}
