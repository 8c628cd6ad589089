package org.vedette.visual.chart;

import java.util.List;
import java.util.Locale;

/** A table of shares as colours: a confusion matrix. */
public final class HeatMap extends Chart {
  private static final double TOP = 40;
  private static final int MOST_NUMBERS = 25;
  private static final int LONGEST_NAME = 20;
  private static final double LEAST_CELL = 6;
  private static final double MOST_CELL = 44;

  private final List<String> names;
  private final double[][] shares;
  private final String rows;
  private final String columns;
  private final double margin;
  private final double cell;

  private HeatMap(
      String title, List<String> names, double[][] shares, String rows, String columns) {
    super(title);
    this.names = names.stream().map(name -> shortened(name, LONGEST_NAME)).toList();
    this.shares = shares;
    this.rows = rows;
    this.columns = columns;
    this.margin =
        16 + this.names.stream().mapToDouble(name -> textWidth(name, SMALL)).max().orElse(0);
    double room = (WIDTH - margin - 16) / Math.max(1, names.size());
    this.cell = Math.max(LEAST_CELL, Math.min(MOST_CELL, room));
  }

  /**
   * A square table.
   *
   * @param names of rows and columns
   * @param shares from 0 to 1, by row and column; NaN where there is none
   * @param rows what rows are
   * @param columns what columns are
   */
  public static HeatMap of(
      String title, List<String> names, double[][] shares, String rows, String columns) {
    if (names.size() != shares.length) {
      throw new IllegalArgumentException(names.size() + " names, " + shares.length + " rows");
    }
    return new HeatMap(title, names, shares, rows, columns);
  }

  @Override
  double width() {
    return Math.max(WIDTH, margin + 16 + cell * names.size());
  }

  @Override
  double height() {
    return TOP + margin + cell * names.size() + 16;
  }

  @Override
  void draw(Canvas canvas) {
    canvas.text(title(), 16, 22, TITLE, Canvas.Anchor.START, Ink.TEXT);
    canvas.text(
        "rows: " + rows + ", columns: " + columns, 16, TOP, SMALL, Canvas.Anchor.START, Ink.TEXT);
    double top = TOP + margin;
    double size = Math.min(SMALL, Math.max(5, cell - 1));
    for (int i = 0; i < names.size(); i++) {
      double middle = (i + 0.5) * cell + 0.35 * size;
      canvas.text(names.get(i), margin - 6, top + middle, size, Canvas.Anchor.END, Ink.TEXT);
      canvas.upwards(names.get(i), margin + middle, top - 6, size, Ink.TEXT);
    }
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        cell(canvas, i, j, margin + j * cell, top + i * cell);
      }
    }
  }

  private void cell(Canvas canvas, int i, int j, double x, double y) {
    double share = shares[i][j];
    String percent = Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f", 100 * share);
    double gap = cell > 12 ? 1 : 0;
    Ink ink = share > 0 ? Ink.of(0).withOpacity(0.08 + 0.92 * Math.min(1, share)) : Ink.FAINT;
    canvas.box(
        x,
        y,
        cell - gap,
        cell - gap,
        share > 0 ? ink : ink.withOpacity(0.04),
        names.get(i) + " -> " + names.get(j) + ": " + percent + " %");
    if (names.size() <= MOST_NUMBERS && !percent.equals("0")) {
      double size = Math.min(SMALL, cell * 0.4);
      canvas.text(
          percent, x + cell / 2, y + cell / 2 + 0.35 * size, size, Canvas.Anchor.MIDDLE, Ink.TEXT);
    }
  }
}
