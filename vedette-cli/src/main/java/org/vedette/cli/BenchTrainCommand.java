package org.vedette.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  @Option(names = "--device", description = "cpu, cuda or cuda:N; default: the best there is.")
  private String device;

  @Override
  public Integer call() {
    TrainBenchmark.Options options = new TrainBenchmark.Options(steps, warmup);
    Config resolved = settings.load(config, spec);
    PrintWriter err = spec.commandLine().getErr();
    Binder binder = new Binder(plugins.registry(resolved.root(), err));
    Device where = device == null ? Device.best() : Device.parse(device);
    PrintWriter out = spec.commandLine().getOut();
    try {
      Path work = Files.createTempDirectory("vedette-bench");
      try {
        out.println(
            TrainBenchmark.run(binder, resolved, where, work, options).json(Version.text()));
      } finally {
        deleteTree(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
    return 0;
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
