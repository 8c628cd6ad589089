package org.vedette.metrics.coco;

import java.util.List;

/** A table in plain characters with a line under its head, as upstream's console output has it. */
public final class AsciiTable {
  private AsciiTable() {}

  /** The table of {@code rows}, of which the first is the head; no newline at the end. */
  public static String of(List<List<String>> rows) {
    return of(rows, false);
  }

  /** The same; with {@code footed} the last row is the foot, below a line. */
  public static String of(List<List<String>> rows, boolean footed) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) {
      rule.append("-".repeat(width + 2)).append('+');
    }
    StringBuilder table = new StringBuilder().append(rule).append('\n');
    for (int r = 0; r < rows.size(); r++) {
      table.append('|');
      for (int c = 0; c < widths.length; c++) {
        String cell = rows.get(r).get(c);
        table.append(' ').append(cell).append(" ".repeat(widths[c] - cell.length())).append(" |");
      }
      table.append('\n');
      if (r == 0 || (footed && r == rows.size() - 2)) {
        table.append(rule).append('\n');
      }
    }
    return table.append(rule).toString();
  }
}
