package org.vedette.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * One line at the bottom of a terminal that shows how far a task is, below the lines that are
 * printed meanwhile.
 */
final class LiveLine implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000L;
  private static final int BAR = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final IntSupplier width;
  private String shown = "";
  private long shownAt;

  /**
   * How far a task is.
   *
   * @param task what is done, such as {@code epoch 3/40}
   * @param done steps of it that are done
   * @param total steps of it
   * @param etaSeconds how long the whole will still take; negative when that is not known
   * @param figures more to show, by name, the most important first
   */
  record State(String task, long done, long total, double etaSeconds, Map<String, String> figures) {
    /** One line of at most {@code width} characters. */
    String text(int width) {
      int filled = total == 0 ? 0 : (int) (BAR * Math.min(done, total) / total);
      String bar =
          "=".repeat(filled)
              + (filled < BAR ? ">" : "")
              + " ".repeat(Math.max(0, BAR - filled - 1));
      StringBuilder line = new StringBuilder(task);
      line.append(" [").append(bar).append("] ").append(done).append('/').append(total);
      if (etaSeconds >= 0) {
        line.append("  eta ").append(clock((long) etaSeconds));
      }
      figures.forEach(
          (name, value) -> {
            String item = "  " + name + " " + value;
            if (line.length() + item.length() <= width) {
              line.append(item);
            }
          });
      return line.length() <= width ? line.toString() : line.substring(0, Math.max(0, width));
    }

    private static String clock(long seconds) {
      return seconds < 3600
          ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
          : String.format(
              Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
  }

  /** A line on a terminal of some width. */
  LiveLine(PrintWriter out, IntSupplier width) {
    this.out = out;
    this.width = width;
  }

  /** Shows a state, unless another was shown a moment ago. */
  synchronized void show(State state) {
    long now = System.nanoTime();
    if (shown.isEmpty() || now - shownAt >= PAUSE_NANOS || state.done() == state.total()) {
      shownAt = now;
      // The last column stays free: a terminal breaks the line after it.
      shown = state.text(width.getAsInt() - 1);
      out.print(CLEAR + shown);
      out.flush();
    }
  }

  /** Prints a line above. */
  synchronized void above(String line) {
    out.println(shown.isEmpty() ? line : CLEAR + line);
    out.print(shown);
    out.flush();
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (!shown.isEmpty()) {
      out.print(CLEAR);
      out.flush();
      shown = "";
    }
  }
}
