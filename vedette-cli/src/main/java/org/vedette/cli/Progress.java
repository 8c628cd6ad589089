package org.vedette.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar with the remaining time on a terminal; nothing elsewhere, so that logs stay clean. */
final class Progress implements AutoCloseable {
  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  /** Starts a bar of {@code total} steps. */
  static Progress start(String task, long total, PrintWriter err) {
    err.flush();
    return new Progress(
        !onTerminal()
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUpdateIntervalMillis(200)
                .build());
  }

  /** Whether somebody watches. */
  @SuppressWarnings(
      "SystemConsoleNull") // Console.isTerminal is of JDK 22; before it, no terminal means no
  // console.
  static boolean onTerminal() {
    return System.console() != null;
  }

  /** Notes that some steps are done. */
  void step(int steps) {
    if (bar != null) {
      bar.stepBy(steps);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
