package org.vedette.api.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.JsonReader;
import org.vedette.base.Suggestions;

/**
 * The numbers of a run as they were logged, by Vedette or by MMDetection 3.x: a JSON object a line.
 *
 * @param source the file
 * @param entries its lines that hold more than one number, in order
 */
public record RunScalars(Path source, List<LogEntry> entries) {
  private static final String SUFFIX = ".json";

  /**
   * Reads a log.
   *
   * @param path a {@code vis_data/*.json}, or a run's folder, whose newest one is taken
   * @throws DataException when there is none, or it is no such log
   */
  public static RunScalars read(Path path) {
    Path file = Files.isDirectory(path) ? newest(path) : path;
    List<LogEntry> entries = new ArrayList<>();
    JsonReader.read(
        file,
        reader -> {
          int epoch = 1;
          for (int line = 1; reader.next(); line++) {
            reader.at("line " + line);
            reader.object("an object with the numbers of a step");
            LogEntry entry = entry(reader, epoch);
            epoch = entry.epoch();
            if (entry.values().size() > 1) {
              entries.add(entry);
            }
          }
          return null;
        });
    if (entries.isEmpty()) {
      throw new DataException(file + ": no numbers of training or validation steps");
    }
    return new RunScalars(file, List.copyOf(entries));
  }

  private static Path newest(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.endsWith("scalars.json") && Files.isRegularFile(file))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow(
              () ->
                  new DataException(
                      folder + ": expected a run's folder, got no */vis_data/scalars.json in it"));
    } catch (IOException e) {
      throw new DataException("cannot read " + folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  private static LogEntry entry(JsonReader reader, int lastEpoch) {
    Map<String, Double> values = new LinkedHashMap<>();
    boolean validation = false;
    for (String key = reader.nextKey(); key != null; key = reader.nextKey()) {
      if (!reader.isNumber()) {
        reader.skip();
        continue;
      }
      int prefix = key.lastIndexOf('/');
      validation |= prefix >= 0;
      values.put(key.substring(prefix + 1), reader.doubleValue("a number"));
    }
    int epoch = values.getOrDefault("epoch", (double) lastEpoch).intValue();
    return new LogEntry(epoch, values.getOrDefault("step", 0.0), validation, values);
  }

  /** The keys of all entries that are figures, losses, rates or times. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    entries.forEach(entry -> keys.addAll(entry.values().keySet()));
    keys.removeAll(Set.of("epoch", "iter", "step"));
    return keys;
  }

  /** The training steps, or the validations. */
  public List<LogEntry> of(boolean validation) {
    return entries.stream().filter(entry -> entry.validation() == validation).toList();
  }

  /**
   * Where and what a key was: (n, 2), the step and the value. A key of validations is taken from
   * those; {@code time} and others that both have are the training's.
   *
   * @param key a key with or without the prefix of its metric
   * @param fromEpoch earlier epochs are left out
   * @throws DataException when the log has no such key
   */
  public double[][] series(String key, int fromEpoch) {
    String bare = key.substring(key.lastIndexOf('/') + 1);
    boolean validation = of(false).stream().noneMatch(entry -> entry.values().containsKey(bare));
    double[][] points =
        of(validation).stream()
            .filter(entry -> entry.epoch() >= fromEpoch && entry.values().containsKey(bare))
            .map(entry -> new double[] {entry.step(), entry.values().get(bare)})
            .toArray(double[][]::new);
    if (points.length == 0) {
      throw new DataException(
          source
              + ": no '"
              + key
              + "'"
              + (fromEpoch > 1 ? " from epoch " + fromEpoch + " on" : "")
              + "; it has "
              + keys()
              + hint(bare));
    }
    return points;
  }

  private String hint(String key) {
    String meant = Suggestions.didYouMean(key, keys());
    return meant.isEmpty() ? "" : "; " + meant;
  }

  /** Whether a key is logged at validations only. */
  public boolean isFigure(String key) {
    String bare = key.substring(key.lastIndexOf('/') + 1);
    return of(false).stream().noneMatch(entry -> entry.values().containsKey(bare))
        && of(true).stream().anyMatch(entry -> entry.values().containsKey(bare));
  }

  /** The last value of a key, if the log has it. */
  public Optional<Double> last(String key) {
    return entries.stream()
        .filter(entry -> entry.values().containsKey(key))
        .map(entry -> entry.values().get(key))
        .reduce((first, second) -> second);
  }

  /** A short name: the folder of the run, or the file's own where it stands alone. */
  public String name() {
    Path absolute = source.toAbsolutePath().normalize();
    Path run = absolute.getParent();
    String own = absolute.getFileName().toString();
    boolean inRun = run != null && run.endsWith("vis_data") && run.getNameCount() > 2;
    return inRun
        ? run.getParent().getParent().getFileName() + "/" + run.getParent().getFileName()
        : own.endsWith(SUFFIX) ? own.substring(0, own.length() - SUFFIX.length()) : own;
  }
}
