package org.vedette.visual.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Counts as bars, one below the other, or as a histogram of columns. */
public final class BarChart extends Chart {
  private static final double ROW = 20;
  private static final double TOP = 40;
  private static final int LONGEST_NAME = 24;
  private static final int MOST_ROWS = 60;

  private final List<String> names;
  private final double[] values;
  private final double left;

  private BarChart(String title, List<String> names, double[] values) {
    super(title);
    int rows = Math.min(names.size(), MOST_ROWS);
    this.names = names.stream().limit(rows).map(name -> shortened(name, LONGEST_NAME)).toList();
    this.values = Arrays.copyOf(values, rows);
    this.left =
        16 + this.names.stream().mapToDouble(name -> textWidth(name, SMALL)).max().orElse(0);
  }

  /** Bars in the order given, the first {@value #MOST_ROWS} of them. */
  public static BarChart of(String title, List<String> names, double[] values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(names.size() + " names, " + values.length + " values");
    }
    String cut = names.size() > MOST_ROWS ? " (" + MOST_ROWS + " of " + names.size() + ")" : "";
    return new BarChart(title + cut, names, values);
  }

  @Override
  double width() {
    return WIDTH;
  }

  @Override
  double height() {
    return TOP + ROW * names.size() + 10;
  }

  @Override
  void draw(Canvas canvas) {
    canvas.text(title(), 16, 22, TITLE, Canvas.Anchor.START, Ink.TEXT);
    double most = Math.max(1e-12, Arrays.stream(values).max().orElse(1));
    double room = WIDTH - left - 70;
    for (int i = 0; i < values.length; i++) {
      double y = TOP + ROW * i;
      double length = Math.max(0, values[i] / most * room);
      canvas.text(names.get(i), left - 6, y + 13, SMALL, Canvas.Anchor.END, Ink.TEXT);
      canvas.box(left, y + 2, length, ROW - 5, Ink.of(0), names.get(i) + ": " + text(values[i]));
      canvas.text(text(values[i]), left + length + 6, y + 13, SMALL, Canvas.Anchor.START, Ink.TEXT);
    }
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
