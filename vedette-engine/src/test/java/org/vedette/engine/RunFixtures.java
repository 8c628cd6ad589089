package org.vedette.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vedette.base.Location;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.log.LocalVisBackend;
import org.vedette.engine.log.LogFormat;
import org.vedette.engine.log.LogLevel;
import org.vedette.engine.log.PlainVisualizer;
import org.vedette.engine.log.RunWriter;
import org.vedette.engine.log.Visualizer;
import org.vedette.tensor.Device;

/** Runs without a model, for tests of what is logged. */
public final class RunFixtures {
  private RunFixtures() {}

  /** A run in a folder, that writes by MMEngine's defaults. */
  public static Run run(Path workDir) {
    return run(workDir, "dict(type='LogProcessor')", new LocalVisBackend());
  }

  /** A run in a folder, with a log processor and writers, which have started. */
  public static Run run(Path workDir, String logProcessor, RunWriter... writers) {
    RunFolder folder = new RunFolder(workDir, "20260131_093000", "tiny_20260131_093000");
    Run run = new Run(folder, new RunSettings(7, config(), "tiny"), null, Device.CPU);
    run.logWith(
        LogLevel.INFO, new Binder(Registry.load()).spec(LogFormat.class, logProcessor).build());
    run.drawWith(new PlainVisualizer(List.of(writers)));
    run.writers().forEach(writer -> writer.start(run));
    return run;
  }

  /** The config {@code a = 1}. */
  private static DictNode config() {
    DictNode config = new DictNode(Location.UNKNOWN);
    config.put("a", ScalarNode.of(1L));
    return config;
  }

  /** Says how long the run is and where it stands. */
  public static Run standing(Run run, Run.Span span, int epoch, long iteration) {
    run.train(null, null, span);
    run.standAt(epoch, iteration);
    return run;
  }

  /** A step of training. */
  public static TrainStep step(int batchIndex) {
    return new TrainStep(batchIndex, List.of(), Map.of());
  }

  /** A batch of an evaluation. */
  public static EvalStep eval(EvalStep.Phase phase, int batchIndex, int batches) {
    return new EvalStep(phase, batchIndex, batches, null, List.of(), List.of(), 0.25, 0.5);
  }

  /** Notes an evaluation's figures. */
  public static void evaluated(Run run, Map<String, Double> figures, String text) {
    run.evaluated(null, new Evaluator.Result(figures, text, 0.5, 0.25));
  }

  /** Gives a run another visualizer. */
  public static void drawing(Run run, Visualizer visualizer) {
    run.drawWith(visualizer);
  }
}
