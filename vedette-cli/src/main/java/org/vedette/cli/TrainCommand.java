package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.api.train.TrainFlags;
import org.vedette.api.train.Trainer;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.config.component.Binder;
import org.vedette.tensor.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vedette train}: upstream's tools/train.py. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains the detector of a config, or goes on with its training.")
final class TrainCommand implements Callable<Integer> {
  private static final String AUTO = "auto";

  @picocli.CommandLine.Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The config.")
  private Path config;

  @Option(
      names = "--work-dir",
      description = "Where checkpoints and logs go; default: work_dirs/<name of the config>.")
  private Path workDir;

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = AUTO,
      paramLabel = "CHECKPOINT",
      description = "Go on from a checkpoint; without one, from the work folder's newest.")
  private String resume;

  @Option(names = "--amp", description = "Run the forward pass in half precision.")
  private boolean amp;

  @Option(
      names = "--auto-scale-lr",
      description = "Scale the lr by the batch size, from the config's auto_scale_lr.")
  private boolean autoScaleLr;

  @Option(names = "--seed", description = "The seed of weights, order and augmentation.")
  private Long seed;

  @Option(names = "--workers", description = "How many threads load images.")
  private Integer workers;

  @Option(names = "--launcher", defaultValue = "none", description = "Only none: one process.")
  private String launcher;

  @Option(
      names = "--device",
      description = "cpu, cuda or cuda:N; default: cuda where there is one, else cpu.")
  private String device;

  /** What PyTorch's launchers add; one process is rank 0. */
  @Option(
      names = {"--local_rank", "--local-rank"},
      hidden = true)
  void localRank(int rank) {
    if (rank != 0) {
      throw new VedetteException("--local_rank " + rank + ": training runs in one process, rank 0");
    }
  }

  @Override
  public Integer call() {
    if (!launcher.equals("none")) {
      throw new VedetteException(
          "--launcher " + launcher + ": expected none; training runs in one process");
    }
    if (workers != null && workers < 0) {
      throw new VedetteException("--workers " + workers + ": expected 0 or more");
    }
    Config resolved = flags().applyTo(settings.load(config, spec));
    PrintWriter err = spec.commandLine().getErr();
    Binder binder = new Binder(plugins.registry());
    Trainer trainer = Trainer.of(binder, resolved, problem -> err.println("warning: " + problem));
    ConsoleHook console = ConsoleHook.of(spec.commandLine().getOut());
    trainer.train(device == null ? Device.best() : Device.parse(device), console);
    return 0;
  }

  private TrainFlags flags() {
    Path from = resume == null || resume.equals(AUTO) ? null : Path.of(resume);
    return new TrainFlags(workDir, resume != null, from, amp, autoScaleLr, seed, workers);
  }
}
