package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vedette.api.ModelRuntime;
import org.vedette.api.ShowDir;
import org.vedette.api.TtaSettings;
import org.vedette.base.AtomicFiles;
import org.vedette.base.Detections;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Models;
import org.vedette.core.TtaModel;
import org.vedette.data.Sample;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Evaluator;
import org.vedette.metrics.Metric;
import org.vedette.metrics.coco.CocoMetric;
import org.vedette.tensor.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vedette test}: upstream's tools/test.py. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Tests a checkpoint on a config's test data and prints its metrics.")
final class TestCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

  @picocli.CommandLine.Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The config.")
  private Path config;

  @Parameters(
      index = "1",
      paramLabel = "CHECKPOINT",
      description = "The weights: .pth, .pkl or .safetensors.")
  private Path checkpoint;

  @Option(
      names = "--work-dir",
      description = "Where results are written; default: work_dirs/<name of the config>.")
  private Path workDir;

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      description = "Write the detections as COCO results.")
  private Path out;

  @Option(names = "--show", description = "Refused: a window needs a display; use --show-dir.")
  private boolean show;

  @Option(
      names = "--show-dir",
      description = "Draw the truth beside the detections, below WORK_DIR/<time>/SHOW_DIR.")
  private Path showDir;

  @Option(
      names = "--wait-time",
      defaultValue = "2",
      description = "Seconds between windows of --show; no effect on files.")
  private double waitTime;

  @Option(names = "--launcher", defaultValue = "none", description = "Only none: one process.")
  private String launcher;

  @Option(
      names = "--tta",
      description =
          "Test-time augmentation: predict several views of each image, as tta_pipeline of the"
              + " config makes them, and merge what is found by tta_model.")
  private boolean tta;

  @Option(
      names = "--fuse-conv-bn",
      description = "Merge batch norms into convolutions: faster, equal up to rounding.")
  private boolean fuse;

  @Option(
      names = "--strict",
      description = "A missing or left-over tensor in the checkpoint is an error.")
  private boolean strict;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu, cuda or cuda:N; default: cpu.")
  private String device;

  /** What PyTorch's launchers add; one process is rank 0. */
  @Option(
      names = {"--local_rank", "--local-rank"},
      hidden = true)
  void localRank(int rank) {
    if (rank != 0) {
      throw new VedetteException("--local_rank " + rank + ": testing runs in one process, rank 0");
    }
  }

  @Override
  public Integer call() {
    refuse();
    Config resolved = settings.load(config, spec);
    PrintWriter err = spec.commandLine().getErr();
    Binder binder = new Binder(plugins.registry(resolved.root(), err));
    TtaSettings views = tta ? TtaSettings.of(resolved.root()) : null;
    DictNode root = tta ? views.config() : resolved.root();
    TtaModel merger = tta ? merger(views, binder, err) : null;
    Spec<Detector> model = tta ? merger.module() : Models.bind(binder, root);
    Evaluator evaluator = Evaluator.of(binder, root, EvalStep.Phase.TEST);
    ModelRuntime runtime =
        ModelRuntime.load(
            model, checkpoint, new ModelRuntime.Options(Device.parse(device), strict, fuse));
    err.println(runtime.report());
    err.flush();
    checkClasses(runtime.model(), evaluator);
    String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    Path folder = folder().resolve(stamp);
    Evaluator.Result result = run(evaluator, runtime, merger, folder, err);
    finish(result, evaluator, folder.resolve(stamp + ".json"));
    return 0;
  }

  private static TtaModel merger(TtaSettings views, Binder binder, PrintWriter err) {
    views.warnings().forEach(warning -> err.println("warning: " + warning));
    err.flush();
    return views.bind(binder).build();
  }

  private void refuse() {
    if (show) {
      throw new VedetteException(
          "--show opens a window and needs a display, which Vedette does not use; use --show-dir DIR");
    }
    if (!launcher.equals("none")) {
      throw new VedetteException(
          "--launcher " + launcher + ": expected none; testing runs in one process");
    }
    if (!(waitTime >= 0)) {
      throw new VedetteException("--wait-time " + waitTime + ": expected 0 or more seconds");
    }
    if (out != null && !out.toString().endsWith(".json")) {
      boolean pickle = out.toString().endsWith(".pkl") || out.toString().endsWith(".pickle");
      throw new VedetteException(
          "--out "
              + out
              + ": expected a file that ends in .json"
              + (pickle
                  ? "; hint: pickles run code when they are read, so Vedette writes COCO results as JSON instead"
                  : ""));
    }
    if (Files.isDirectory(checkpoint)) {
      throw new VedetteException(checkpoint + ": expected a checkpoint file, got a folder");
    }
  }

  private Path folder() {
    if (workDir != null) {
      return workDir;
    }
    String name = config.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return Path.of("work_dirs", dot < 0 ? name : name.substring(0, dot));
  }

  /** A head for another number of classes than the dataset has would give labels without a name. */
  private static void checkClasses(Detector model, Evaluator evaluator) {
    int classes = evaluator.dataset().metaInfo().classes().size();
    for (HasNumClasses head : HasNumClasses.of(model)) {
      if (head.numClasses() != classes) {
        throw new VedetteException(
            "the model predicts "
                + head.numClasses()
                + " classes, the test dataset has "
                + classes
                + "; hint: set num_classes of the head, or metainfo.classes of the dataset");
      }
    }
  }

  private Evaluator.Result run(
      Evaluator evaluator, ModelRuntime runtime, TtaModel merger, Path folder, PrintWriter err) {
    ShowDir pictures =
        showDir == null
            ? null
            : new ShowDir(folder.resolve(showDir), evaluator.dataset().metaInfo());
    Progress[] progress = new Progress[1];
    Evaluator.Listener listener =
        step -> {
          if (progress[0] == null) {
            progress[0] = Progress.start("test", evaluator.dataset().size(), err);
          }
          progress[0].step(step.samples().size());
          logEvery50(step, err);
          if (pictures != null) {
            draw(pictures, step.samples(), step.detections());
          }
        };
    try {
      return merger == null
          ? evaluator.run(runtime::predict, listener)
          : evaluator.runOnViews(runtime::predict, merger, listener);
    } finally {
      if (progress[0] != null) {
        progress[0].close();
      }
    }
  }

  private static void draw(ShowDir pictures, List<Sample> samples, List<Detections> found) {
    for (int i = 0; i < samples.size(); i++) {
      pictures.write(samples.get(i), found.get(i));
    }
  }

  /** A line now and then where no bar is drawn. */
  private static void logEvery50(EvalStep step, PrintWriter err) {
    int done = step.batchIndex() + 1;
    if (!Progress.onTerminal() && (done % 50 == 0 || done == step.batches())) {
      long eta = Math.round((step.batches() - done) * step.seconds());
      err.printf(
          Locale.ROOT,
          "Epoch(test) [%d/%d]    eta: %d:%02d:%02d  time: %.4f%n",
          done,
          step.batches(),
          eta / 3600,
          eta / 60 % 60,
          eta % 60,
          step.seconds());
      err.flush();
    }
  }

  private void finish(Evaluator.Result result, Evaluator evaluator, Path json) {
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(result.text());
    StringBuilder line = new StringBuilder("Epoch(test)");
    for (Map.Entry<String, Double> value : result.values().entrySet()) {
      line.append(String.format(Locale.ROOT, "  %s: %.4f", value.getKey(), value.getValue()));
    }
    line.append(
        String.format(
            Locale.ROOT,
            "  data_time: %.4f  time: %.4f",
            result.dataSecondsPerBatch(),
            result.secondsPerBatch()));
    stdout.println(line);
    stdout.flush();
    AtomicFiles.writeString(json, MetricsJson.of(result));
    if (out != null) {
      writeResults(evaluator);
    }
  }

  private void writeResults(Evaluator evaluator) {
    for (Metric metric : evaluator.metrics()) {
      if (metric instanceof CocoMetric coco) {
        coco.writeResults(out);
        return;
      }
    }
    throw new VedetteException("--out " + out + ": only CocoMetric writes results");
  }
}
