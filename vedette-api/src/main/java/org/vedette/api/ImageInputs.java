package org.vedette.api;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/** Finds the pictures that a user names by files, folders and globs. */
public final class ImageInputs {
  /** The endings that upstream takes for pictures. */
  private static final Set<String> SUFFIXES =
      Set.of(".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp");

  /**
   * A picture.
   *
   * @param file where it is
   * @param name the name that its results carry; unlike that of every other picture
   */
  public record Input(Path file, String name) {
    /** The name without its ending. */
    public String stem() {
      int dot = name.lastIndexOf('.');
      return dot <= 0 ? name : name.substring(0, dot);
    }
  }

  private ImageInputs() {}

  /**
   * The pictures, in the order of the arguments, sorted within a folder or glob.
   *
   * @throws DataException when an argument names no picture, or two pictures would write the same
   *     result
   */
  public static List<Input> find(List<String> arguments) {
    List<Input> found = new ArrayList<>();
    for (String argument : arguments) {
      List<Path> files = files(argument);
      if (files.isEmpty()) {
        throw new DataException(
            argument + ": no picture found; expected files that end in " + sorted());
      }
      files.forEach(file -> found.add(new Input(file, file.getFileName().toString())));
    }
    refuseCollisions(found);
    return found;
  }

  private static List<String> sorted() {
    return SUFFIXES.stream().sorted().toList();
  }

  private static void refuseCollisions(List<Input> found) {
    Map<String, Path> byStem = new HashMap<>();
    for (Input input : found) {
      Path other = byStem.put(input.stem(), input.file());
      if (other != null) {
        throw new DataException(
            input.file()
                + " and "
                + other
                + " would both write "
                + input.stem()
                + ".json; hint: run them with different --out-dir");
      }
    }
  }

  private static List<Path> files(String argument) {
    if (argument.isBlank()) {
      throw new DataException("'" + argument + "': expected a picture, a folder or a glob");
    }
    boolean glob = argument.contains("*") || argument.contains("?");
    if (glob && !Files.exists(Path.of(argument))) {
      return matching(argument);
    }
    Path path = Path.of(argument);
    if (Files.isDirectory(path)) {
      return list(path, Files::isRegularFile);
    }
    if (!Files.exists(path)) {
      throw new DataException(path + ": no such file or directory");
    }
    return List.of(path);
  }

  /** Files by a pattern: the folder before the first wildcard is walked. */
  private static List<Path> matching(String pattern) {
    int wildcard = pattern.replace('?', '*').indexOf('*');
    int slash = pattern.lastIndexOf('/', wildcard);
    Path root = Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
    if (!Files.isDirectory(root)) {
      throw new DataException(root + ": no such folder, in " + pattern);
    }
    String relative = slash < 0 ? pattern : pattern.substring(slash + 1);
    PathMatcher matcher = matcher(pattern, relative);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> Files.isRegularFile(file) && matcher.matches(root.relativize(file)))
          .filter(ImageInputs::isPicture)
          .map(file -> slash < 0 ? root.relativize(file) : file)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(pattern + ": " + AtomicFiles.reason(e), e);
    }
  }

  private static PathMatcher matcher(String pattern, String relative) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + relative);
    } catch (PatternSyntaxException e) {
      throw new DataException(pattern + ": not a glob: " + e.getDescription(), e);
    }
  }

  private static List<Path> list(Path folder, Predicate<Path> filter) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(filter).filter(ImageInputs::isPicture).sorted().toList();
    } catch (IOException e) {
      throw new DataException(folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && SUFFIXES.contains(name.substring(dot));
  }
}
