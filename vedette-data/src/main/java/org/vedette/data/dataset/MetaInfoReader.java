package org.vedette.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.vedette.base.AtomicFiles;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.data.MetaInfo;

/** Reads a config's {@code metainfo} over what a dataset class says by itself. */
public final class MetaInfoReader {
  private MetaInfoReader() {}

  /**
   * The classes and palette of a dataset. Other keys of {@code metainfo} mean nothing to detectors
   * and are left alone, as upstream leaves them.
   *
   * @throws ConfigException when classes or palette are not what they should be
   */
  public static MetaInfo read(DictNode metainfo, MetaInfo byDefault) {
    if (metainfo == null) {
      return byDefault;
    }
    ConfigNode classes = first(metainfo, "classes", "CLASSES");
    ConfigNode palette = first(metainfo, "palette", "PALETTE");
    List<String> names = classes == null ? byDefault.classes() : names(classes);
    if (classes != null && new HashSet<>(names).size() < names.size()) {
      throw problem(classes, "metainfo.classes", "names of which none is there twice");
    }
    List<int[]> colours =
        palette != null
            ? colours(palette)
            : names.equals(byDefault.classes()) ? byDefault.palette() : List.of();
    return new MetaInfo(names, colours);
  }

  private static ConfigNode first(DictNode dict, String... keys) {
    for (String key : keys) {
      ConfigNode value = dict.get(key);
      if (value != null && !value.isNone()) {
        return value;
      }
    }
    return null;
  }

  private static List<String> names(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      return fromText(text, node);
    }
    List<String> names = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (ConfigNode item : list.items()) {
        if (item instanceof ScalarNode scalar && scalar.value() instanceof String name) {
          names.add(name);
        }
      }
      if (names.size() == list.items().size() && !names.isEmpty()) {
        return names;
      }
    }
    throw problem(node, "metainfo.classes", "a list of names, or a text file of them");
  }

  /** The lines of a file when there is one of that name, else the text as the only name. */
  private static List<String> fromText(String text, ConfigNode node) {
    Path file = Path.of(text);
    if (!Files.isRegularFile(file)) {
      if (text.endsWith(".txt")) {
        throw missing(node, file, "nothing there");
      }
      return List.of(text);
    }
    try {
      List<String> names =
          Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
      if (names.isEmpty()) {
        throw missing(node, file, "no line with a name");
      }
      return names;
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private static ConfigException missing(ConfigNode node, Path file, String got) {
    return new ConfigException(
        new Problem(
            node.location(),
            "metainfo.classes",
            file + " names no classes",
            "a text file of a class a line, its path from " + Path.of("").toAbsolutePath(),
            got,
            "a list of names stands for itself"));
  }

  private static List<int[]> colours(ConfigNode node) {
    List<int[]> colours = new ArrayList<>();
    if (!(node instanceof ListNode list)) {
      throw problem(node, "metainfo.palette", "a list of (red, green, blue)");
    }
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ListNode rgb) || rgb.items().size() != 3) {
        throw problem(item, "metainfo.palette", "a list of (red, green, blue)");
      }
      colours.add(rgb.items().stream().mapToInt(MetaInfoReader::level).toArray());
    }
    return colours;
  }

  private static int level(ConfigNode node) {
    if (node instanceof ScalarNode scalar
        && scalar.value() instanceof Long value
        && value >= 0
        && value <= 255) {
      return value.intValue();
    }
    throw problem(node, "metainfo.palette", "levels from 0 to 255");
  }

  private static ConfigException problem(ConfigNode node, String path, String expected) {
    return new ConfigException(new Problem(node.location(), path, "wrong value", expected, "", ""));
  }
}
