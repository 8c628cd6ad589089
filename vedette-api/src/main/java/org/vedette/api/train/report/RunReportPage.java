package org.vedette.api.train.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vedette.metrics.coco.ClassFigures;
import org.vedette.visual.chart.Chart;

/** A report as one HTML page that needs nothing else: no network, no other file. */
final class RunReportPage {
  private static final int REFRESH_SECONDS = 60;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final RunReport report;
  private final Map<String, Chart> charts;

  private RunReportPage(RunReport report, Map<String, Chart> charts) {
    this.report = report;
    this.charts = charts;
  }

  /** The page. */
  static String html(RunReport report, Map<String, Chart> charts) {
    RunReportPage page = new RunReportPage(report, charts);
    page.head();
    page.cards();
    page.chartSection("Progress", List.of("losses", "lr", "ap", "grad_norm", "time"));
    page.evaluations();
    page.classes();
    page.chartSection("Precision, recall, confusion", List.of("pr", "f1", "confusion"));
    page.pictures("Validation: what is there, and what is found", report.valPictures(), "wide");
    page.pictures("Training pictures after augmentation", report.trainPictures(), "small");
    page.chartSection("Data", List.of("classes_training", "classes_validation"));
    page.checkpoints();
    page.environment();
    page.out.append("</main></body></html>\n");
    return page.out.toString();
  }

  private static String style() {
    try (InputStream in = RunReportPage.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void head() {
    RunReport.Head head = report.head();
    String status = head.status().name().toLowerCase(Locale.ROOT);
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    if (head.status() == RunReport.Status.RUNNING) {
      out.append("<meta http-equiv=\"refresh\" content=\"" + REFRESH_SECONDS + "\">\n");
    }
    out.append("<title>").append(escape(head.name())).append("</title>\n<style>\n");
    out.append(style()).append("</style></head><body><main>\n<header><h1>");
    out.append(escape(head.name())).append("</h1><span class=\"status ").append(status);
    out.append("\">").append(status).append("</span></header>\n");
    if (!head.note().isEmpty()) {
      out.append("<p class=\"note\">").append(escape(head.note())).append("</p>\n");
    }
    out.append("<progress max=\"").append(head.total()).append("\" value=\"").append(head.done());
    out.append("\"></progress>\n<p class=\"muted\">").append(head.unit()).append(' ');
    out.append(head.done()).append(" of ").append(head.total());
    if (head.status() == RunReport.Status.RUNNING && head.etaSeconds() >= 0) {
      out.append(" · about ").append(span(head.etaSeconds())).append(" to go");
    }
    out.append(" · started ").append(escape(head.started()));
    out.append(" · as of ").append(escape(head.updated())).append("</p>\n");
  }

  private static String span(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes < 1
        ? Math.round(seconds) + " s"
        : minutes < 120 ? minutes + " min" : String.format(Locale.ROOT, "%.1f h", minutes / 60.0);
  }

  private static String fixed(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void cards() {
    out.append("<div class=\"cards\">\n");
    List<RunReport.Evaluation> all = report.evaluations();
    if (!all.isEmpty()) {
      String main = mainFigure();
      RunReport.Evaluation best = best(main);
      card(
          "best " + main,
          fixed(ReportCharts.shown(best.figures().get(main))),
          report.head().unit() + " " + best.at());
      all.get(all.size() - 1).figures().entrySet().stream()
          .filter(figure -> !figure.getKey().endsWith("_precision"))
          .limit(3)
          .forEach(
              figure ->
                  card(
                      figure.getKey(),
                      fixed(ReportCharts.shown(figure.getValue())),
                      "last validation"));
    }
    lastMean("loss", "mean of the last 50 steps", "%.3f");
    lastMean("time", "a step, of the last 50", "%.3f s");
    out.append("</div>\n");
  }

  private void lastMean(String name, String note, String format) {
    double[] values = report.scalars().get(name);
    if (values != null && values.length > 0) {
      int from = Math.max(0, values.length - 50);
      double mean = Arrays.stream(values, from, values.length).average().orElse(Double.NaN);
      card(name, String.format(Locale.ROOT, format, mean), note);
    }
  }

  private void card(String name, String value, String note) {
    out.append("<div class=\"card\"><div class=\"muted\">").append(escape(name));
    out.append("</div><div class=\"value\">").append(escape(value));
    out.append("</div><div class=\"muted\">").append(escape(note)).append("</div></div>\n");
  }

  private String mainFigure() {
    Set<String> names = report.evaluations().get(0).figures().keySet();
    return names.stream()
        .filter(name -> name.endsWith("mAP") || name.endsWith("/AP"))
        .findFirst()
        .orElse(names.isEmpty() ? "" : names.iterator().next());
  }

  private RunReport.Evaluation best(String figure) {
    RunReport.Evaluation best = report.evaluations().get(0);
    for (RunReport.Evaluation evaluation : report.evaluations()) {
      double value = ReportCharts.shown(evaluation.figures().get(figure));
      double most = ReportCharts.shown(best.figures().get(figure));
      if (value > most || Double.isNaN(most)) {
        best = evaluation;
      }
    }
    return best;
  }

  private void chartSection(String title, List<String> names) {
    List<String> there = names.stream().filter(charts::containsKey).toList();
    if (there.isEmpty()) {
      return;
    }
    out.append("<h2>").append(escape(title)).append("</h2><div class=\"charts\">\n");
    there.forEach(
        name -> out.append("<figure>").append(charts.get(name).svgElement()).append("</figure>\n"));
    out.append("</div>\n");
  }

  private void evaluations() {
    if (report.evaluations().isEmpty()) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    report.evaluations().forEach(evaluation -> names.addAll(evaluation.figures().keySet()));
    names.removeIf(name -> name.endsWith("_precision"));
    String main = mainFigure();
    RunReport.Evaluation best = best(main);
    List<String> heads = new ArrayList<>(List.of(report.head().unit()));
    heads.addAll(names);
    out.append("<h2>Validations</h2>\n");
    table(heads);
    for (RunReport.Evaluation evaluation : report.evaluations()) {
      out.append(evaluation.at() == best.at() ? "<tr class=\"best\"><td>" : "<tr><td>");
      out.append(evaluation.at());
      for (String name : names) {
        out.append("</td><td>").append(fixed(ReportCharts.shown(evaluation.figures().get(name))));
      }
      out.append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private void table(List<String> heads) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    heads.forEach(head -> out.append("<th>").append(escape(head)).append("</th>"));
    out.append("</tr></thead><tbody>\n");
  }

  private void classes() {
    if (report.analysis() == null) {
      return;
    }
    out.append("<h2>Classes, in the last validation</h2>\n");
    table(
        List.of(
            "class",
            "objects",
            "AP",
            "AP50",
            "AP75",
            "AP small",
            "AP medium",
            "AP large",
            "AR100",
            "best F1",
            "at score"));
    for (int label = 0; label < report.analysis().classes().size(); label++) {
      ClassFigures row = report.analysis().classes().get(label);
      var curve = report.analysis().curves().get(label);
      int best = curve.truths() == 0 ? -1 : curve.best();
      out.append("<tr><td>").append(escape(row.name())).append("</td><td>").append(row.truths());
      for (double value :
          new double[] {
            row.ap(),
            row.ap50(),
            row.ap75(),
            row.apSmall(),
            row.apMedium(),
            row.apLarge(),
            row.ar(),
            best < 0 ? Double.NaN : curve.f1()[best],
            best < 0 ? Double.NaN : curve.scores()[best]
          }) {
        out.append("</td><td>").append(fixed(value));
      }
      out.append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private void pictures(String title, List<RunReport.Picture> pictures, String kind) {
    if (pictures.isEmpty()) {
      return;
    }
    out.append("<h2>").append(escape(title)).append("</h2><div class=\"pictures ").append(kind);
    out.append("\">\n");
    for (RunReport.Picture picture : pictures) {
      out.append("<figure><img alt=\"").append(escape(picture.caption()));
      out.append("\" src=\"data:image/jpeg;base64,");
      out.append(Base64.getEncoder().encodeToString(picture.jpeg()));
      out.append("\"><figcaption>").append(escape(picture.caption()));
      out.append("</figcaption></figure>\n");
    }
    out.append("</div>\n");
  }

  private void checkpoints() {
    if (report.checkpoints().isEmpty()) {
      return;
    }
    out.append("<h2>Checkpoints</h2>\n");
    table(List.of("file", "MiB", "written", ""));
    for (RunReport.CheckpointFile file : report.checkpoints()) {
      out.append(file.mark().equals("best") ? "<tr class=\"best\"><td>" : "<tr><td>");
      out.append(escape(file.name())).append("</td><td>");
      out.append(String.format(Locale.ROOT, "%.1f", file.bytes() / 1048576.0));
      out.append("</td><td>").append(escape(file.modified())).append("</td><td>");
      out.append(escape(file.mark())).append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private void environment() {
    out.append("<h2>Environment</h2>\n");
    table(List.of("what", "value"));
    report
        .environment()
        .forEach(
            (name, value) ->
                out.append("<tr><td>")
                    .append(escape(name))
                    .append("</td><td>")
                    .append(escape(value))
                    .append("</td></tr>\n"));
    out.append("</tbody></table></div>\n<h2>Config</h2><details><summary>The resolved config");
    out.append("</summary><pre>").append(escape(report.config())).append("</pre></details>\n");
  }
}
