package org.vedette.api.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times of the parts of a model, run by run. */
final class PartTimes {
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  /** The times of a run, in milliseconds by part. */
  void add(Map<String, Double> run) {
    run.forEach((part, time) -> millis.computeIfAbsent(part, key -> new ArrayList<>()).add(time));
  }

  /** The figures by part, in the order of the first run. */
  Map<String, Timings> timings() {
    Map<String, Timings> timings = new LinkedHashMap<>();
    millis.forEach(
        (part, all) ->
            timings.put(part, Timings.of(all.stream().mapToDouble(Double::doubleValue).toArray())));
    return timings;
  }
}
