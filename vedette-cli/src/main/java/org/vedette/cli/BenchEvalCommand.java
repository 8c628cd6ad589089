package org.vedette.cli;

import java.util.concurrent.Callable;
import org.vedette.metrics.coco.EvalBenchmark;
import org.vedette.metrics.coco.SyntheticCoco;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette bench eval}: how long an evaluation takes. */
@Command(
    name = "eval",
    description = "Measures COCO evaluation, from files to figures, on made data; prints JSON.",
    mixinStandardHelpOptions = true)
final class BenchEvalCommand implements Callable<Integer> {
  /** What to evaluate. */
  enum Kind {
    /** Boxes. */
    BBOX,
    /** Masks. */
    SEGM
  }

  @Option(names = "--images", defaultValue = "5000", description = "Default ${DEFAULT-VALUE}.")
  private int images;

  @Option(
      names = "--detections",
      defaultValue = "100",
      description = "Detections of each image; default ${DEFAULT-VALUE}.")
  private int detections;

  @Option(names = "--classes", defaultValue = "80", description = "Default ${DEFAULT-VALUE}.")
  private int classes;

  @Option(
      names = "--metric",
      defaultValue = "bbox",
      description = "bbox or segm; default ${DEFAULT-VALUE}.")
  private Kind metric;

  @Option(names = "--seed", defaultValue = "0", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "How often; the first is that of a cold JVM. Default ${DEFAULT-VALUE}.")
  private int runs;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (images < 1 || detections < 1 || classes < 1 || runs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--images, --detections, --classes and --runs must be above 0");
    }
    SyntheticCoco data = new SyntheticCoco(images, detections, classes, metric == Kind.SEGM, seed);
    spec.commandLine().getOut().println(EvalBenchmark.run(data, runs).json());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
