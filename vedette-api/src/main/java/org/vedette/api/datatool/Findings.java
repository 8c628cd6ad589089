package org.vedette.api.datatool;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what the checks of a dataset find. */
final class Findings {
  private static final int MOST_EXAMPLES = 20;

  private final Map<Check, Integer> counts = new EnumMap<>(Check.class);
  private final Map<Check, List<Finding.Example>> examples = new EnumMap<>(Check.class);

  void add(Check check, String text) {
    add(check, text, null, null);
  }

  void add(Check check, String text, CheckedPicture picture, CheckedPicture.Item item) {
    counts.merge(check, 1, Integer::sum);
    List<Finding.Example> kept = examples.computeIfAbsent(check, unused -> new ArrayList<>());
    if (kept.size() < MOST_EXAMPLES) {
      kept.add(new Finding.Example(text, picture, item));
    }
  }

  /** The findings, the worst first. */
  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    counts.forEach(
        (check, count) -> all.add(new Finding(check, count, List.copyOf(examples.get(check)))));
    return all;
  }
}
