package org.vedette.engine.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a run by name, such as {@code train/loss}, {@code train/lr}, {@code val/time},
 * each with its history; and facts of the run. MMEngine's {@code MessageHub}.
 */
public final class Scalars {
  private final Map<String, History> histories = new LinkedHashMap<>();
  private final Map<String, Object> info = new LinkedHashMap<>();

  /** Adds a value. */
  public void add(String name, double value) {
    add(name, value, 1);
  }

  /** Adds a value that is the mean of {@code count} ones. */
  public void add(String name, double value, long count) {
    histories.computeIfAbsent(name, any -> new History()).add(value, count);
  }

  /** All histories by name. */
  public Map<String, History> histories() {
    return Collections.unmodifiableMap(histories);
  }

  /** The history of a name, or null. */
  public History history(String name) {
    return histories.get(name);
  }

  /** Forgets the histories whose names start so. */
  public void forget(String prefix) {
    histories.keySet().removeIf(name -> name.startsWith(prefix));
  }

  /** Facts by name: numbers, texts; saved with the run. A live map. */
  public Map<String, Object> info() {
    return info;
  }
}
