package org.vedette.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.vedette.engine.EvalStep;
import org.vedette.engine.ProcessMemory;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.hook.Priority;
import org.vedette.engine.log.History;
import org.vedette.engine.log.LogLevel;
import org.vedette.engine.log.RunLog;

/**
 * Prints a run's log. On a terminal the lines that only tell how far the run is make way for one
 * live line; elsewhere all lines are printed as they stand in the log file.
 */
final class ConsoleHook implements Hook {
  private static final int SMOOTH = 20;

  private final PrintWriter out;
  private final LiveLine live;

  private ConsoleHook(PrintWriter out, LiveLine live) {
    this.out = out;
    this.live = live;
  }

  /** A console that is live when it is a terminal. */
  static ConsoleHook of(PrintWriter out) {
    return new ConsoleHook(
        out, Progress.onTerminal() ? new LiveLine(out, TerminalWidth::columns) : null);
  }

  /** A console for whoever wants plain lines. */
  static ConsoleHook plain(PrintWriter out) {
    return new ConsoleHook(out, null);
  }

  /** A console on a terminal of a known width. */
  static ConsoleHook live(PrintWriter out, int width) {
    return new ConsoleHook(out, new LiveLine(out, () -> width));
  }

  @Override
  public Priority priority() {
    return Priority.HIGHEST;
  }

  @Override
  public void beforeRun(Run run) {
    run.log().listen(this::print);
    print("The log: " + run.folder().logFile());
  }

  private void print(RunLog.Line line) {
    boolean progress = line.level() == LogLevel.INFO && isProgress(line.message());
    if (live == null || !progress) {
      print(line.text());
    }
  }

  private static boolean isProgress(String message) {
    return message.startsWith("Exp name:")
        || message.startsWith("Epoch(train)")
        || message.startsWith("Iter(train)")
        || (message.matches("(Epoch|Iter)\\((val|test)\\).*") && message.contains("  eta: "));
  }

  private void print(String line) {
    if (live == null) {
      out.println(line);
      out.flush();
    } else {
      live.above(line);
    }
  }

  @Override
  public void beforeTrainIter(Run run, TrainStep step) {
    // Shown before the step: the numbers of the step before are complete by then.
    if (live == null || run.scalars().history("train/loss") == null) {
      return;
    }
    boolean byEpoch = run.span().byEpoch();
    String task = byEpoch ? "epoch " + (run.epoch() + 1) + "/" + run.span().maxEpochs() : "train";
    long total = byEpoch ? run.span().epochLength() : run.span().maxIterations();
    live.show(new LiveLine.State(task, step.batchIndex(), total, eta(run), trainFigures(run)));
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    if (live != null) {
      Map<String, String> figures = new LinkedHashMap<>();
      figures.put("time", seconds(step.seconds()));
      figures.put("data", seconds(step.dataSeconds()));
      figures.put("memory", memory());
      live.show(
          new LiveLine.State(
              step.phase().key(), step.batchIndex() + 1, step.batches(), eta(run), figures));
    }
  }

  @Override
  public void afterRun(Run run, Throwable failure) {
    if (live != null) {
      live.close();
    }
  }

  private static Map<String, String> trainFigures(Run run) {
    Map<String, String> figures = new LinkedHashMap<>();
    mean(run, "loss", figures, "%.3f");
    last(run, "lr", figures);
    mean(run, "time", figures, "%.3f s");
    mean(run, "data_time", figures, "%.3f s");
    figures.put("memory", memory());
    run.scalars().histories().keySet().stream()
        .filter(name -> name.startsWith("train/loss_"))
        .forEach(name -> mean(run, name.substring("train/".length()), figures, "%.3f"));
    return figures;
  }

  private static void mean(Run run, String name, Map<String, String> figures, String format) {
    History history = run.scalars().history("train/" + name);
    if (history != null) {
      figures.put(
          name.equals("data_time") ? "data" : name,
          String.format(Locale.ROOT, format, history.mean(SMOOTH)));
    }
  }

  private static void last(Run run, String name, Map<String, String> figures) {
    History history = run.scalars().history("train/" + name);
    if (history != null) {
      figures.put(name, String.format(Locale.ROOT, "%.2e", history.current()));
    }
  }

  private static double eta(Run run) {
    return run.scalars().info().get("eta") instanceof Double seconds ? seconds : -1;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f s", value);
  }

  private static String memory() {
    Runtime java = Runtime.getRuntime();
    long mib =
        ProcessMemory.isKnown()
            ? ProcessMemory.resident()
            : (java.totalMemory() - java.freeMemory()) >> 20;
    return mib + " MiB";
  }
}
