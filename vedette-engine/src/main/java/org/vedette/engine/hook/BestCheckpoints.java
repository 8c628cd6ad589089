package org.vedette.engine.hook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.base.VedetteException;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.Run;

/**
 * The best figures of a run so far and where they are saved. They are kept among the facts of the
 * run under MMEngine's names, so a resumed run knows them.
 */
final class BestCheckpoints {
  /** A figure that is better than all before. */
  record Found(String figure, double score) {}

  private final List<String> wanted;
  private final List<String> rules;
  private final List<String> greater;
  private final List<String> less;

  BestCheckpoints(
      OneOrMany<String> wanted, OneOrMany<String> rules, List<String> greater, List<String> less) {
    this.wanted = wanted == null ? List.of() : wanted.values();
    this.rules = rules == null ? List.of() : rules.values();
    this.greater = greater;
    this.less = less;
  }

  /** Checks what a config asks for. */
  static void check(
      OneOrMany<String> wanted, OneOrMany<String> rules, List<String> greater, List<String> less) {
    BestCheckpoints best = new BestCheckpoints(wanted, rules, greater, less);
    if (best.rules.size() > 1 && best.rules.size() != best.wanted.size()) {
      throw new IllegalArgumentException("'rule': expected one, or one for each of 'save_best'");
    }
    if (best.wanted.size() > 1 && best.wanted.contains("auto")) {
      throw new IllegalArgumentException("'save_best': 'auto' stands alone");
    }
    for (int i = 0; i < best.wanted.size(); i++) {
      if (!best.wanted.get(i).equals("auto")) {
        best.rule(i, best.wanted.get(i));
      }
    }
  }

  private Rule rule(int index, String figure) {
    String rule = rules.isEmpty() ? null : rules.get(Math.min(index, rules.size() - 1));
    return Rule.of(rule, figure, greater, less);
  }

  /** The figures of an evaluation that are the best of the run. */
  List<Found> update(Run run, Map<String, Double> metrics) {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String figure = wanted.get(i);
      if (figure.equals("auto")) {
        figure = metrics.keySet().iterator().next();
      }
      Double score = metrics.get(figure);
      if (score == null) {
        throw new VedetteException(
            "CheckpointHook: save_best='"
                + figure
                + "' is not among the figures of the evaluation: "
                + metrics.keySet());
      }
      Object before = run.scalars().info().get(key("best_score", figure));
      double best =
          before instanceof Number number ? number.doubleValue() : rule(i, figure).worst();
      if (rule(i, figure).isBetter(score, best)) {
        found.add(new Found(figure, score));
      }
    }
    return found;
  }

  void remember(Run run, Found found, Path file) {
    run.scalars().info().put(key("best_score", found.figure()), found.score());
    run.scalars().info().put(key("best_ckpt", found.figure()), file.toString());
  }

  /** Where the best of a figure is saved; null when nothing is. */
  Path file(Run run, String figure) {
    Object file = run.scalars().info().get(key("best_ckpt", figure));
    return file == null ? null : Path.of(file.toString());
  }

  /** The files of the best of all figures. */
  List<Path> files(Run run) {
    return run.scalars().info().entrySet().stream()
        .filter(fact -> fact.getKey().startsWith("best_ckpt") && fact.getValue() != null)
        .map(fact -> Path.of(fact.getValue().toString()))
        .toList();
  }

  /** MMEngine's names: with the figure's name behind where there are several. */
  private String key(String fact, String figure) {
    return wanted.size() > 1 ? fact + "_" + figure : fact;
  }
}
