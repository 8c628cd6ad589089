package org.vedette.api.datatool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.vedette.api.datatool.Check.Severity;
import org.vedette.visual.DetectionPainter;
import org.vedette.visual.Palette;

/** Writes a report as a page of its own: pictures, charts and style are in it. */
final class DataCheckHtml {
  private static final int MOST_THUMBNAILS = 8;
  private static final int SAMPLES = 12;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2430; --dim: #5b6675; --back: #f6f7f9;
        --card: #fff; --line: #dde2e9; --bar: #2f6fdb; --error: #c62828; --warning: #a15c00;
        --note: #35618f; --ok: #1f7a3d; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #98a3b3;
        --back: #14181e; --card: #1d232b; --line: #313a46; --bar: #6ea3ff; --error: #ff7b72;
        --warning: #e0a458; --note: #7fb2e5; --ok: #66c285; } }
      body { margin: 0 auto; padding: 24px; max-width: 1120px; color: var(--ink);
        background: var(--back); font: 15px/1.5 system-ui, sans-serif; }
      h1 { font-size: 22px; overflow-wrap: anywhere; } h2 { font-size: 18px; margin: 0; }
      h3 { font-size: 14px; margin: 16px 0 4px; color: var(--dim); }
      section { margin: 20px 0; padding: 16px 20px; background: var(--card);
        border: 1px solid var(--line); border-radius: 8px; }
      p { margin: 4px 0; } .dim { color: var(--dim); overflow-wrap: anywhere; }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
        gap: 8px 28px; }
      details { border-top: 1px solid var(--line); padding: 8px 0; }
      summary { cursor: pointer; } summary b { display: inline-block; min-width: 72px; }
      .error { color: var(--error); } .warning { color: var(--warning); }
      .note { color: var(--note); } .ok { color: var(--ok); }
      ul { margin: 6px 0; padding-left: 20px; overflow-wrap: anywhere; }
      .pictures { display: flex; flex-wrap: wrap; gap: 10px; }
      figure { margin: 0; max-width: 300px; font-size: 12px; color: var(--dim); }
      figure img { display: block; max-width: 100%; border-radius: 4px; }
      figcaption { overflow-wrap: anywhere; }
      svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
      svg rect { fill: var(--bar); } svg { width: 100%; height: auto; }
      """;

  private final DataReport report;
  private final String title;
  private final StringBuilder out = new StringBuilder();

  DataCheckHtml(DataReport report, String title) {
    this.report = report;
    this.title = title;
  }

  String write() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Data of ")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Data of ")
        .append(escape(title))
        .append("</h1>\n");
    verdict();
    report.parts().forEach(this::part);
    return out.append("</body>\n</html>\n").toString();
  }

  private void verdict() {
    long errors = report.count(Severity.ERROR);
    long warnings = report.count(Severity.WARNING);
    out.append(
        String.format(
            Locale.ROOT,
            "<p><b class=\"%s\">%d errors</b>, <b class=\"%s\">%d warnings</b></p>%n",
            errors > 0 ? "error" : "ok",
            errors,
            warnings > 0 ? "warning" : "ok",
            warnings));
  }

  private void part(DataCheck.Part part) {
    out.append("<section>\n<h2>").append(escape(part.key())).append("</h2>\n");
    DetectionPainter painter =
        new DetectionPainter(
            part.data().categories(),
            Palette.distinct(Math.max(1, part.data().categories().size())));
    if (!part.sameAs().isEmpty()) {
      out.append("<p>The same as ").append(escape(part.sameAs())).append(".</p>\n");
      part.findings().forEach(finding -> finding(finding, painter));
    } else {
      out.append("<p class=\"dim\">")
          .append(escape(part.annotations()))
          .append("</p>\n<p>")
          .append(escape(part.statistics().summary()))
          .append("</p>\n");
      part.findings().forEach(finding -> finding(finding, painter));
      if (part.statistics().images() > 0) {
        charts(part.statistics());
      }
      samples(part.data(), painter);
    }
    out.append("</section>\n");
  }

  private void charts(Statistics figures) {
    out.append("<div class=\"charts\">\n");
    for (Histogram histogram :
        List.of(figures.classes(), figures.sizes(), figures.aspects(), figures.objectsPerImage())) {
      out.append("<div><h3>")
          .append(escape(histogram.title()))
          .append("</h3>\n")
          .append(BarChart.svg(histogram))
          .append("</div>\n");
    }
    out.append("</div>\n");
  }

  private void finding(Finding finding, DetectionPainter painter) {
    Severity severity = finding.check().severity();
    out.append("<details")
        .append(severity == Severity.ERROR ? " open" : "")
        .append("><summary><b")
        .append(" class=\"")
        .append(severity.key())
        .append("\">")
        .append(severity.key())
        .append("</b> ")
        .append(escape(finding.headline()))
        .append("</summary>\n<ul>\n");
    for (Finding.Example example : finding.examples()) {
      out.append("<li>").append(escape(example.text())).append("</li>\n");
    }
    int more = finding.count() - finding.examples().size();
    out.append(more > 0 ? "<li>and " + more + " more</li>\n" : "").append("</ul>\n");
    out.append("<div class=\"pictures\">\n");
    finding.examples().stream()
        .filter(example -> example.picture() != null)
        .limit(MOST_THUMBNAILS)
        .forEach(example -> thumbnail(example, painter));
    out.append("</div></details>\n");
  }

  private void thumbnail(Finding.Example example, DetectionPainter painter) {
    List<CheckedPicture.Item> items =
        example.item() == null ? example.picture().items() : List.of(example.item());
    figure(example.picture(), items, example.text(), painter);
  }

  private void figure(
      CheckedPicture picture,
      List<CheckedPicture.Item> items,
      String caption,
      DetectionPainter painter) {
    String source = Thumbnail.of(picture, items, painter);
    if (!source.isEmpty()) {
      out.append("<figure><img alt=\"\" src=\"")
          .append(source)
          .append("\"><figcaption>")
          .append(escape(caption))
          .append("</figcaption></figure>\n");
    }
  }

  /** Pictures from all over the dataset, and that with the most objects. */
  private void samples(CheckedData data, DetectionPainter painter) {
    List<CheckedPicture> pictures = data.pictures();
    if (pictures.isEmpty()) {
      return;
    }
    List<CheckedPicture> chosen = new ArrayList<>();
    chosen.add(pictures.stream().max(Comparator.comparingInt(p -> p.items().size())).get());
    for (int i = 0; i < SAMPLES - 1; i++) {
      CheckedPicture picture = pictures.get((int) ((long) i * pictures.size() / (SAMPLES - 1)));
      if (!chosen.contains(picture)) {
        chosen.add(picture);
      }
    }
    out.append(
        "<h3>pictures, first the one with the most objects</h3>\n<div class=\"pictures\">\n");
    for (CheckedPicture picture : chosen) {
      figure(picture, picture.items(), picture.name(), painter);
    }
    out.append("</div>\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
