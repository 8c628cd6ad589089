package org.vedette.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.base.Suggestions;
import org.vedette.config.syntax.Source;

/** Opens the files of one config: each at most once on the way from the config to a base. */
final class ConfigFiles {
  private static final long MAX_BYTES = 16 << 20;
  private static final int MAX_FILES = 1000;
  private static final int MAX_CHAIN = 100;

  private final Deque<Opened> chain = new ArrayDeque<>();
  private int opened;

  /**
   * A file that is being resolved.
   *
   * @param path the file as the user or a config named it
   * @param source its text
   */
  record Opened(Path path, Source source) {
    boolean isPython() {
      return path.toString().endsWith(".py");
    }

    private Path identity() {
      return path.toAbsolutePath().normalize();
    }
  }

  /**
   * Reads a file; {@link #close} it when it and its bases are resolved.
   *
   * @param from where the file is named; null when the user named it
   */
  Opened open(Path path, Location from) {
    Location place = from != null ? from : new Location(path.toString(), 0, 0);
    requireKind(path, place);
    requireNoCycle(path, place);
    if (++opened > MAX_FILES || chain.size() == MAX_CHAIN) {
      throw error(
          place, "more than " + MAX_FILES + " bases, or a chain of more than " + MAX_CHAIN, "");
    }
    Opened file = new Opened(path, Source.of(path.toString(), read(path, place)));
    chain.push(file);
    return file;
  }

  /** Ends what the latest {@link #open} began: that file and its bases are resolved. */
  void close() {
    chain.pop();
  }

  private static void requireKind(Path path, Location place) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (Stream.of(".py", ".json", ".yaml", ".yml").noneMatch(name::endsWith)) {
      boolean forgotten = Files.isRegularFile(Path.of(path + ".py"));
      throw error(
          place,
          "a config is a .py, .json or .yaml file, got '" + path + "'",
          forgotten ? "did you mean '" + path + ".py'?" : "");
    }
  }

  private void requireNoCycle(Path path, Location place) {
    Path identity = path.toAbsolutePath().normalize();
    List<String> names = new ArrayList<>();
    for (Opened file : chain) {
      names.add(0, file.path().toString());
      if (file.identity().equals(identity)) {
        names.add(path.toString());
        throw error(place, "the bases form a circle: " + String.join(" -> ", names), "");
      }
    }
  }

  private static String read(Path path, Location place) {
    if (!Files.exists(path)) {
      throw error(place, "there is no config '" + path + "'", nearest(path));
    }
    if (Files.isDirectory(path)) {
      throw error(place, "'" + path + "' is a folder, no config", "");
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw error(place, "'" + path + "' is larger than 16 MiB: no config", "");
      }
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw error(place, "'" + path + "' is no text in UTF-8", "");
    } catch (IOException e) {
      throw error(place, "cannot read '" + path + "': " + AtomicFiles.reason(e), "");
    }
  }

  private static String nearest(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      return "there is no folder '" + folder + "'";
    }
    try (Stream<Path> siblings = Files.list(folder)) {
      List<String> names = siblings.map(file -> file.getFileName().toString()).sorted().toList();
      return Suggestions.didYouMean(path.getFileName().toString(), names);
    } catch (IOException e) {
      return "";
    }
  }

  private static ConfigException error(Location place, String message, String hint) {
    return new ConfigException(Problem.of(place, "", message).withHint(hint));
  }
}
