package org.vedette.api.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.Problem;

/**
 * Says a problem once that was found under several keys: configs often make one value the test's
 * and the validation's.
 */
final class Duplicates {
  private Duplicates() {}

  /** The problems in their order, each once, with the key paths of its further places. */
  static List<Problem> merge(List<Problem> problems) {
    Map<Problem, List<String>> paths = new LinkedHashMap<>();
    for (Problem problem : problems) {
      paths.computeIfAbsent(at("", problem), unused -> new ArrayList<>()).add(problem.path());
    }
    List<Problem> merged = new ArrayList<>();
    paths.forEach((problem, all) -> merged.add(withPaths(problem, all)));
    return merged;
  }

  private static Problem at(String path, Problem problem) {
    return new Problem(
        problem.location(),
        path,
        problem.message(),
        problem.expected(),
        problem.got(),
        problem.hint());
  }

  private static Problem withPaths(Problem problem, List<String> paths) {
    List<String> others = paths.stream().distinct().skip(1).toList();
    return at(
        others.isEmpty() ? paths.get(0) : paths.get(0) + " and " + String.join(", ", others),
        problem);
  }
}
