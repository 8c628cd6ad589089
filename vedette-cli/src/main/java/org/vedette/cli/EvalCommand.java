package org.vedette.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.metrics.coco.EvalTarget;
import org.vedette.metrics.coco.OfflineEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette eval}: figures of a file of COCO results. */
@Command(
    name = "eval",
    description = "Evaluates a file of COCO results against a COCO annotation file.",
    mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
  /** How figures are printed. */
  enum Format {
    /** Summaries and tables. */
    TEXT,
    /** One line of JSON. */
    JSON
  }

  @Option(
      names = "--gt",
      required = true,
      paramLabel = "ANN.json",
      description = "COCO annotations, .json or .json.gz.")
  private Path truth;

  @Option(
      names = "--results",
      required = true,
      paramLabel = "DETS.json",
      description = "COCO results, .json or .json.gz.")
  private Path results;

  @Option(
      names = "--metric",
      defaultValue = "bbox",
      description = "bbox, segm, proposal or proposal_fast; default ${DEFAULT-VALUE}.")
  private EvalTarget metric;

  @Option(names = "--classwise", description = "Also the precision of each category.")
  private boolean classwise;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (one line, alone on stdout); default ${DEFAULT-VALUE}.")
  private Format format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    OfflineEvaluation evaluation = OfflineEvaluation.run(truth, results, metric, classwise);
    String text = format == Format.JSON ? evaluation.json() : evaluation.text().stripTrailing();
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
