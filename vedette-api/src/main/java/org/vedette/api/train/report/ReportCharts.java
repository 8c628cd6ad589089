package org.vedette.api.train.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.vedette.metrics.analysis.ScoreCurve;
import org.vedette.visual.chart.BarChart;
import org.vedette.visual.chart.Chart;
import org.vedette.visual.chart.HeatMap;
import org.vedette.visual.chart.LineChart;
import org.vedette.visual.chart.Series;

/** The charts of a report, by the names of their files. */
final class ReportCharts {
  private static final int MOST_POINTS = 600;
  private static final int MOST_CLASSES = 40;

  private ReportCharts() {}

  static Map<String, Chart> of(RunReport report) {
    Map<String, Chart> charts = new LinkedHashMap<>();
    overSteps(charts, report, "losses", "Losses", name -> name.contains("loss"));
    overSteps(charts, report, "lr", "Learning rate", name -> name.endsWith("lr"));
    figures(charts, report);
    overSteps(charts, report, "grad_norm", "Norm of the gradients", "grad_norm"::equals);
    overSteps(charts, report, "time", "Seconds a step", name -> name.endsWith("time"));
    if (report.analysis() != null) {
      curves(charts, report);
      confusion(charts, report);
    }
    report
        .data()
        .forEach(
            (name, counts) ->
                charts.put("classes_" + name, histogram(name, counts, report.classNames())));
    return charts;
  }

  private static void overSteps(
      Map<String, Chart> charts,
      RunReport report,
      String file,
      String title,
      Predicate<String> names) {
    List<Series> lines = new ArrayList<>();
    report
        .scalars()
        .forEach(
            (name, values) -> {
              if (names.test(name) && values.length > 0) {
                double[] steps = new double[values.length];
                Arrays.setAll(steps, i -> i + 1.0);
                lines.add(Series.line(name, steps, values).thinned(MOST_POINTS));
              }
            });
    if (!lines.isEmpty()) {
      charts.put(file, LineChart.of(title, "iteration", lines));
    }
  }

  private static void figures(Map<String, Chart> charts, RunReport report) {
    Map<String, Series> lines = new LinkedHashMap<>();
    double[] at = report.evaluations().stream().mapToDouble(RunReport.Evaluation::at).toArray();
    List<String> ordered =
        report.evaluations().isEmpty()
            ? List.of()
            : List.copyOf(report.evaluations().get(at.length - 1).figures().keySet());
    for (String name : ordered) {
      double[] values =
          report.evaluations().stream()
              .mapToDouble(evaluation -> shown(evaluation.figures().get(name)))
              .toArray();
      boolean share = Arrays.stream(values).allMatch(value -> Double.isNaN(value) || value <= 1);
      boolean any = Arrays.stream(values).anyMatch(Double::isFinite);
      if (share && any && !name.endsWith("_precision")) {
        lines.put(name, Series.dotted(name, at, values));
      }
    }
    if (!lines.isEmpty()) {
      List<Series> series = List.copyOf(lines.values());
      charts.put(
          "ap", LineChart.of("Figures of the validation", report.head().unit(), series, 0, 1));
    }
  }

  /** A figure, or NaN where it is none: COCO's -1 stands for nothing to judge. */
  static double shown(Double figure) {
    return figure == null || figure < 0 ? Double.NaN : figure;
  }

  private static void curves(Map<String, Chart> charts, RunReport report) {
    List<ScoreCurve> chosen =
        report.analysis().curves().stream()
            .filter(curve -> curve.truths() > 0)
            .sorted(Comparator.comparingInt(ScoreCurve::truths).reversed())
            .limit(MOST_CLASSES)
            .sorted(Comparator.comparingInt(ScoreCurve::label))
            .toList();
    List<Series> precision = new ArrayList<>();
    List<Series> f1 = new ArrayList<>();
    for (ScoreCurve curve : chosen) {
      String name = report.classNames().get(curve.label());
      String ap = String.format(Locale.ROOT, " %.3f", curve.averagePrecision());
      precision.add(Series.line(name + ap, curve.recall(), curve.envelope()).thinned(MOST_POINTS));
      f1.add(Series.line(name, curve.scores(), curve.f1()).thinned(MOST_POINTS));
    }
    String at = String.format(Locale.ROOT, " at IoU %.2f", report.analysis().iou());
    charts.put("pr", LineChart.of("Precision over recall" + at, "recall", precision, 0, 1));
    charts.put("f1", LineChart.of("F1 over the least score" + at, "score", f1, 0, 1));
  }

  private static void confusion(Map<String, Chart> charts, RunReport report) {
    List<String> names = new ArrayList<>(report.classNames());
    names.add("background");
    String title =
        String.format(
            Locale.ROOT,
            "Confusion in %%, score %.2f, IoU %.2f",
            report.analysis().minScore(),
            report.analysis().iou());
    charts.put("confusion", HeatMap.of(title, names, report.analysis().shares(), "truth", "found"));
  }

  private static Chart histogram(String name, int[] counts, List<String> classNames) {
    List<Integer> order = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      order.add(label);
    }
    order.sort(Comparator.comparingInt(label -> -counts[label]));
    return BarChart.of(
        "Objects of the " + name + " data",
        order.stream().map(classNames::get).toList(),
        order.stream().mapToDouble(label -> counts[label]).toArray());
  }
}
