package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.api.logs.RunScalars;
import org.vedette.api.logs.TrainTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette log time}: upstream's {@code cal_train_time}. */
@Command(
    name = "time",
    aliases = "cal_train_time",
    description = "How long an iteration took, by epochs.",
    mixinStandardHelpOptions = true)
final class LogTimeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "LOG",
      arity = "1..*",
      description = "A vis_data/*.json, or the folder of a run.")
  private List<Path> logs;

  @Option(
      names = "--include-outliers",
      description = "Count the first time of each epoch, which holds the start of the loader.")
  private boolean includeOutliers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Path log : logs) {
      RunScalars run = RunScalars.read(log);
      TrainTimes times = TrainTimes.of(run, includeOutliers);
      out.println("-----Analyze train time of " + run.source() + "-----");
      out.printf(
          "slowest epoch %d, average time is %s%n", times.slowest(), at(times.slowest(), times));
      out.printf(
          "fastest epoch %d, average time is %s%n", times.fastest(), at(times.fastest(), times));
      out.println("time std over epochs is " + Figures.fixed(times.deviation(), 4));
      out.println("average iter time: " + Figures.fixed(times.mean(), 4) + " s/iter");
      out.println();
    }
    out.flush();
    return 0;
  }

  private static String at(int epoch, TrainTimes times) {
    return Figures.fixed(times.epochs().get(epoch), 4) + " s/iter";
  }
}
