package org.vedette.engine.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.engine.Run;

/** Files beside the text log. */
public final class LogFiles {
  private LogFiles() {}

  /** One line of JSON as Python's {@code json.dumps} writes it, in the order given. */
  public static String json(Map<String, ? extends Number> values) {
    StringBuilder out = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          out.append(out.length() == 1 ? "" : ", ");
          out.append(quoted(name)).append(": ").append(Digits.json(value));
        });
    return out.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** Writes the figures of a test to {@code TIMESTAMP/TIMESTAMP.json}, as upstream does. */
  public static void writeTestFigures(Run run, Map<String, ? extends Number> values) {
    Path file = run.folder().logDir().resolve(run.folder().timestamp() + ".json");
    AtomicFiles.writeString(file, json(values));
  }

  /**
   * Copies the files of this start of a run.
   *
   * @param root files go to the folder of the work folder's name below it
   * @param suffixes the endings of the names of files that are copied
   * @param keep whether the files also stay where they are
   */
  public static void copy(Run run, String root, List<String> suffixes, boolean keep) {
    Path from = run.folder().logDir();
    Path to = Path.of(root).resolve(run.folder().workDir().toAbsolutePath().getFileName());
    run.log().info("The logs go to {}.", to);
    run.log().close();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (suffixes.stream().anyMatch(file.toString()::endsWith)) {
          Path target = to.resolve(from.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
          if (!keep) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new DataException(
          "LoggerHook: cannot copy the logs to " + to + ": " + AtomicFiles.reason(e), e);
    }
  }
}
