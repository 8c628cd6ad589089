package org.vedette.api.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Runs side by side.
 *
 * @param runs the names of the runs
 * @param rows by what they say; one number for each run, NaN where a run has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record RunComparison(List<String> runs, Map<String, double[]> rows) {
  /** Compares runs: steps, losses, times, memory, and each figure's last and best value. */
  public static RunComparison of(List<RunScalars> runs) {
    Map<String, double[]> rows = new LinkedHashMap<>();
    rows.put("iterations", each(runs, run -> max(run, "step", false)));
    rows.put("epochs", each(runs, run -> max(run, "epoch", false)));
    rows.put("seconds per iteration", each(runs, RunComparison::seconds));
    rows.put("memory, most", each(runs, run -> max(run, "memory", false)));
    for (String key : keys(runs, false)) {
      if (key.contains("loss")) {
        rows.put(key + ", last", each(runs, run -> last(run, key, false)));
      }
    }
    for (String key : keys(runs, true)) {
      rows.put(key + ", last", each(runs, run -> last(run, key, true)));
      rows.put(key + ", best", each(runs, run -> max(run, key, true)));
      rows.put(key + ", best at", each(runs, run -> bestAt(run, key)));
    }
    rows.values().removeIf(RunComparison::allMissing);
    return new RunComparison(runs.stream().map(RunScalars::name).toList(), rows);
  }

  private static boolean allMissing(double[] row) {
    for (double value : row) {
      if (!Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> keys(List<RunScalars> runs, boolean validation) {
    Set<String> keys = new LinkedHashSet<>();
    for (RunScalars run : runs) {
      run.of(validation).forEach(entry -> keys.addAll(entry.values().keySet()));
    }
    keys.removeAll(Set.of("epoch", "iter", "step", "time", "data_time"));
    return keys;
  }

  private static double[] each(List<RunScalars> runs, Figure figure) {
    return runs.stream().mapToDouble(run -> figure.of(run).orElse(Double.NaN)).toArray();
  }

  private interface Figure {
    OptionalDouble of(RunScalars run);
  }

  private static OptionalDouble max(RunScalars run, String key, boolean validation) {
    return values(run, key, validation).stream().mapToDouble(Double::doubleValue).max();
  }

  private static List<Double> values(RunScalars run, String key, boolean validation) {
    List<Double> values = new ArrayList<>();
    for (LogEntry entry : run.of(validation)) {
      Double value = entry.values().get(key);
      if (value != null && !value.isNaN()) {
        values.add(value);
      }
    }
    return values;
  }

  private static OptionalDouble last(RunScalars run, String key, boolean validation) {
    List<Double> values = values(run, key, validation);
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.get(values.size() - 1));
  }

  private static OptionalDouble bestAt(RunScalars run, String key) {
    double best = max(run, key, true).orElse(Double.NaN);
    return run.of(true).stream()
        .filter(entry -> entry.values().getOrDefault(key, Double.NaN) == best)
        .mapToDouble(LogEntry::step)
        .findFirst();
  }

  private static OptionalDouble seconds(RunScalars run) {
    return run.of(false).stream()
        .filter(entry -> entry.values().containsKey("time"))
        .mapToDouble(entry -> entry.values().get("time"))
        .average();
  }
}
