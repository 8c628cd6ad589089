package org.vedette.config.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;

/** Resolves many configs into lines of JSON: {@code {"config": path, "cfg": {...}}}. */
public final class JsonLines {
  private JsonLines() {}

  /**
   * Resolves files and all {@code .py} files of folders. A config that cannot be resolved gives a
   * line {@code {"config": path, "error": message}}.
   *
   * @param paths files and folders, as they shall be shown
   * @param options settings on top of each config
   * @param line takes each line, without its end
   * @return how many were resolved
   */
  public static int dump(List<String> paths, List<String> options, Consumer<String> line) {
    int resolved = 0;
    for (String path : paths) {
      for (String name : files(path)) {
        StringBuilder out = new StringBuilder("{\"config\":");
        JsonWriter.quote(out, name);
        try {
          Config config = ConfigFile.load(Path.of(name)).withOptions(options);
          out.append(",\"cfg\":").append(JsonWriter.compact(config.root()));
          resolved++;
        } catch (ConfigException e) {
          out.append(",\"error\":");
          JsonWriter.quote(out, e.getMessage());
        }
        line.accept(out.append('}').toString());
      }
    }
    return resolved;
  }

  /**
   * The configs that a path means: itself, or all {@code .py} files below a folder, sorted, each as
   * the folder as given and the path below it.
   */
  public static List<String> files(String path) {
    Path folder = Path.of(path);
    if (!Files.isDirectory(folder)) {
      return List.of(path);
    }
    String prefix = path.endsWith("/") ? path : path + "/";
    try (Stream<Path> all = Files.walk(folder)) {
      List<String> names = new ArrayList<>();
      all.filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
          .forEach(
              file -> names.add(prefix + folder.relativize(file).toString().replace('\\', '/')));
      names.sort(null);
      return names;
    } catch (IOException e) {
      throw new ConfigException(
          Problem.of(new Location(path, 0, 0), "", "cannot list: " + AtomicFiles.reason(e)));
    }
  }
}
