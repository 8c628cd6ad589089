package org.vedette.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.VedetteException;
import org.vedette.config.ConfigFile;
import org.vedette.config.DictNode;
import org.vedette.config.JsonConfigs;

/**
 * Configs by any of the ways in which a command names them: a config file, a folder of {@code *.py}
 * files, or a {@code .jsonl} or {@code .jsonl.gz} file of records {@code {"config": name, "model":
 * {...}}}.
 */
final class ConfigSources {
  /**
   * A config, or why there is none.
   *
   * @param name what the user calls it
   * @param root the resolved config; null when there is an error
   * @param error the message; null when there is a config
   */
  record Source(String name, DictNode root, String error) {}

  private ConfigSources() {}

  /** Hands each config on, in the order of the arguments, sorted within a folder. */
  static void forEach(List<String> arguments, Consumer<Source> consumer) {
    for (String argument : arguments) {
      Path path = Path.of(argument);
      if (argument.isBlank()) {
        consumer.accept(new Source(argument, null, "the name of the config is empty"));
      } else if (argument.endsWith(".jsonl") || argument.endsWith(".jsonl.gz")) {
        try (Stream<DictNode> records = JsonConfigs.records(path)) {
          records.forEach(
              record -> consumer.accept(new Source(record.string("config"), record, null)));
        }
      } else if (Files.isDirectory(path)) {
        for (Path file : pythonFiles(path)) {
          consumer.accept(load(path.resolve(file).toString(), path.resolve(file)));
        }
      } else {
        consumer.accept(load(argument, path));
      }
    }
  }

  private static Source load(String name, Path file) {
    try {
      return new Source(name, ConfigFile.load(file).root(), null);
    } catch (VedetteException e) {
      return new Source(name, null, e.getMessage());
    }
  }

  private static List<Path> pythonFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
          .map(folder::relativize)
          .sorted((a, b) -> a.toString().compareTo(b.toString()))
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": " + AtomicFiles.reason(e), e);
    }
  }
}
