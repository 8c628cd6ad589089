package org.vedette.api.datatool;

import java.util.Locale;

/** Draws counts as horizontal bars, in SVG that takes its colours from the page. */
final class BarChart {
  private static final int WIDTH = 340;
  private static final int NAMES = 96;
  private static final int COUNTS = 56;
  private static final int ROW = 18;
  private static final int LONGEST_NAME = 14;

  private BarChart() {}

  static String svg(Histogram histogram) {
    int rows = histogram.names().size();
    int space = WIDTH - NAMES - COUNTS;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
            WIDTH,
            Math.max(1, rows) * ROW,
            DataCheckHtml.escape(histogram.title())));
    for (int i = 0; i < rows; i++) {
      int count = histogram.counts().get(i);
      double length = count == 0 ? 0 : Math.max(1, (double) space * count / histogram.highest());
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s<title>%s</title></text>"
                  + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>"
                  + "<text x=\"%.1f\" y=\"%d\">%d</text>%n",
              NAMES - 6,
              i * ROW + 13,
              DataCheckHtml.escape(shortened(histogram.names().get(i))),
              DataCheckHtml.escape(histogram.names().get(i)),
              NAMES,
              i * ROW + 3,
              length,
              ROW - 5,
              NAMES + length + 5,
              i * ROW + 13,
              count));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "\u2026";
  }
}
