package org.vedette.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.api.bench.MadeData;
import org.vedette.api.bench.TrainBenchmark;
import org.vedette.config.Config;
import org.vedette.config.component.Binder;
import org.vedette.tensor.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette bench train}: how long a training step takes, stage by stage. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Measures training steps of a config, stage by stage; prints JSON.")
final class BenchTrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The config.")
  private Path config;

  @Option(names = "--steps", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--warmup",
      defaultValue = "3",
      description = "Steps before those that count; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--synthetic",
      description =
          "Train on made pictures with boxes and masks, from random weights: no data are needed.")
  private boolean synthetic;

  @Option(
      names = "--shape",
      arity = "2",
      paramLabel = "N",
      description = "Rows and columns of made pictures; default: 800 1333.")
  private int[] shape = {800, 1333};

  @Option(
      names = "--objects",
      defaultValue = "7",
      description = "Objects of a made picture; default: ${DEFAULT-VALUE}.")
  private int objects;

  @Option(
      names = "--bare",
      description =
          "Also time the network's convolutions and their gradients as bare libtorch calls.")
  private boolean bare;

  @Option(names = "--device", description = "cpu, cuda or cuda:N; default: the best there is.")
  private String device;

  @Override
  public Integer call() {
    MadeData data = synthetic ? new MadeData(shape[0], shape[1], objects) : null;
    TrainBenchmark.Options options = new TrainBenchmark.Options(steps, warmup, data, bare);
    Config resolved = settings.load(config, spec);
    Binder binder = new Binder(plugins.registry());
    Device where = device == null ? Device.best() : Device.parse(device);
    PrintWriter out = spec.commandLine().getOut();
    try {
      Path work = Files.createTempDirectory("vedette-bench");
      try {
        out.println(
            TrainBenchmark.run(binder, resolved, where, work, options).json(Version.text()));
      } finally {
        TemporaryFolder.delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
    return 0;
  }
}
