package org.vedette.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;

/**
 * The file that an entry of {@code _base_} names.
 *
 * @param path the file
 * @param scope the package that the file belongs to; null for a plain path
 */
record BaseName(Path path, String scope) {
  /** Finds the file that {@code child} names by a path relative to itself or by package::path. */
  static BaseName of(ConfigNode named, Path child) {
    if (!(named instanceof ScalarNode scalar && scalar.value() instanceof String text)) {
      throw new ConfigException(
          new Problem(
              named.location(),
              ConfigLoader.BASE,
              "a base is named by its path",
              "a string or a list of strings",
              Operators.typeName(named),
              ""));
    }
    if (child == null) {
      throw error(named, "a text that stands in no file has no bases", "");
    }
    int colons = text.indexOf("::");
    try {
      return colons < 0
          ? new BaseName(child.resolveSibling(text).normalize(), null)
          : inPackage(named, text.substring(0, colons), text.substring(colons + 2), child);
    } catch (InvalidPathException e) {
      throw error(named, "'" + text + "' is no path", "");
    }
  }

  private static BaseName inPackage(ConfigNode named, String name, String path, Path child) {
    Path file =
        Packages.config(name, path, child.toAbsolutePath().normalize())
            .orElseThrow(
                () ->
                    error(
                        named,
                        "the package '"
                            + name
                            + "' of the base '"
                            + name
                            + "::"
                            + path
                            + "' is not there, or has no such config",
                        "the config must stand in a source tree of "
                            + name
                            + ", beside its folder 'configs'"));
    return new BaseName(file, name);
  }

  private static ConfigException error(ConfigNode named, String message, String hint) {
    return new ConfigException(
        Problem.of(named.location(), ConfigLoader.BASE, message).withHint(hint));
  }
}
