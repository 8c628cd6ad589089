package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.vedette.api.logs.RunScalars;
import org.vedette.base.AtomicFiles;
import org.vedette.base.VedetteException;
import org.vedette.visual.chart.Chart;
import org.vedette.visual.chart.ChartStyle;
import org.vedette.visual.chart.LineChart;
import org.vedette.visual.chart.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette log plot}: upstream's {@code plot_curve}. */
@Command(
    name = "plot",
    aliases = "plot_curve",
    description = "Draw losses, rates or figures of one or more runs over their steps.",
    mixinStandardHelpOptions = true)
final class LogPlotCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "LOG",
      arity = "1..*",
      description = "A vis_data/*.json, or the folder of a run.")
  private List<Path> logs;

  @Option(
      names = "--keys",
      paramLabel = "KEY",
      arity = "1..*",
      defaultValue = "bbox_mAP",
      description = "What to draw, with or without the prefix of its metric; default: bbox_mAP.")
  private List<String> keys;

  @Option(
      names = "--legend",
      paramLabel = "NAME",
      arity = "1..*",
      description = "The names of the lines: for each log, one for each key.")
  private List<String> legend;

  @Option(names = "--title", description = "The title; default: the keys.")
  private String title;

  @Option(
      names = "--start-epoch",
      defaultValue = "1",
      paramLabel = "N",
      description = "Leave earlier epochs out; default: ${DEFAULT-VALUE}.")
  private int startEpoch;

  @Option(
      names = "--eval-interval",
      defaultValue = "1",
      paramLabel = "N",
      description = "Accepted for upstream's sake: the log says where validations stand.")
  private int evalInterval;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      defaultValue = "plain",
      description =
          "What stands behind the lines: darkgrid, whitegrid, dark, white or ticks, as seaborn"
              + " knows them, or plain; default: ${DEFAULT-VALUE}.")
  private ChartStyle style;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "curve.png",
      description = "A .png or .svg; default: ${DEFAULT-VALUE}.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    if (!lower.endsWith(".png") && !lower.endsWith(".svg")) {
      throw new VedetteException("--out " + file + ": expected a name that ends with .png or .svg");
    }
    if (startEpoch < 1 || evalInterval < 1) {
      throw new VedetteException("--start-epoch and --eval-interval: expected 1 or more");
    }
    List<RunScalars> runs = logs.stream().map(RunScalars::read).toList();
    checkLegend(runs.size());
    Chart chart = chart(runs);
    if (lower.endsWith(".svg")) {
      AtomicFiles.writeString(file, chart.svgFile());
    } else {
      byte[] png = chart.pngFile();
      AtomicFiles.write(file, temporary -> Files.write(temporary, png));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(file + ": " + String.join(", ", keys) + " of " + logs.size() + " logs");
    out.flush();
    return 0;
  }

  private void checkLegend(int runs) {
    int lines = runs * keys.size();
    if (legend != null && legend.size() != lines) {
      throw new VedetteException(
          "--legend: expected "
              + lines
              + " names, "
              + keys.size()
              + " for each of "
              + runs
              + " logs, got "
              + legend.size());
    }
  }

  private Chart chart(List<RunScalars> runs) {
    List<Series> lines = new ArrayList<>();
    boolean figures = true;
    for (RunScalars run : runs) {
      for (String key : keys) {
        double[][] points = run.series(key, startEpoch);
        double[] x = Arrays.stream(points).mapToDouble(point -> point[0]).toArray();
        double[] y = Arrays.stream(points).mapToDouble(point -> point[1]).toArray();
        String name = legend == null ? run.name() + " " + key : legend.get(lines.size());
        boolean figure = run.isFigure(key);
        figures &= figure;
        lines.add(figure ? Series.dotted(name, x, y) : Series.line(name, x, y));
      }
    }
    String head = title == null ? String.join(", ", keys) : title;
    return LineChart.of(head, figures ? "epoch or iteration of the validation" : "iteration", lines)
        .in(style);
  }
}
