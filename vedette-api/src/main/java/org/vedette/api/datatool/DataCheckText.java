package org.vedette.api.datatool;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vedette.api.datatool.Check.Severity;

/** Writes a report for a terminal. */
final class DataCheckText {
  private static final int MOST_EXAMPLES = 3;
  private static final int MOST_CLASSES = 20;

  private final DataReport report;
  private final StringBuilder out = new StringBuilder();

  DataCheckText(DataReport report) {
    this.report = report;
  }

  String write() {
    report.parts().forEach(this::part);
    out.append(verdict()).append('\n');
    return out.toString();
  }

  private String verdict() {
    return plural(report.count(Severity.ERROR), "error")
        + ", "
        + plural(report.count(Severity.WARNING), "warning");
  }

  private static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void part(DataCheck.Part part) {
    out.append(part.key());
    if (!part.sameAs().isEmpty()) {
      out.append(": the same as ").append(part.sameAs()).append('\n');
    } else {
      out.append(part.annotations().isEmpty() ? "" : ": " + part.annotations()).append('\n');
      out.append("  ").append(part.statistics().summary()).append('\n');
      if (part.statistics().images() > 0) {
        histogram("classes", part.statistics().classes(), false);
        histogram("sizes", part.statistics().sizes(), true);
        histogram("aspects", part.statistics().aspects(), true);
        histogram("per image", part.statistics().objectsPerImage(), true);
      }
    }
    part.findings().forEach(this::finding);
    out.append('\n');
  }

  private void histogram(String name, Histogram histogram, boolean skipZeros) {
    List<String> entries =
        IntStream.range(0, histogram.names().size())
            .filter(i -> !skipZeros || histogram.counts().get(i) > 0)
            .mapToObj(i -> histogram.names().get(i) + ": " + histogram.counts().get(i))
            .toList();
    if (entries.isEmpty()) {
      return;
    }
    int shown = Math.min(MOST_CLASSES, entries.size());
    out.append(String.format(Locale.ROOT, "  %-9s ", name))
        .append(String.join(", ", entries.subList(0, shown)))
        .append(entries.size() > shown ? ", and " + (entries.size() - shown) + " more\n" : "\n");
  }

  private void finding(Finding finding) {
    out.append("  ")
        .append(finding.check().severity().key())
        .append(": ")
        .append(finding.headline())
        .append('\n');
    if (finding.check().severity() == Severity.NOTE) {
      return;
    }
    finding.examples().stream()
        .limit(MOST_EXAMPLES)
        .forEach(example -> out.append("    ").append(example.text()).append('\n'));
    if (finding.count() > MOST_EXAMPLES) {
      out.append("    and ").append(finding.count() - MOST_EXAMPLES).append(" more\n");
    }
  }
}
