package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.api.bench.DataBenchmark;
import org.vedette.config.Config;
import org.vedette.config.component.Binder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette bench data}: how fast images are loaded, and what each step costs. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Measures a config's loader, step by step of its pipeline; prints JSON.")
final class BenchDataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The config.")
  private Path config;

  @Option(
      names = {"--dataset-type", "--loader"},
      defaultValue = "train",
      paramLabel = "NAME",
      description = "train, val or test; default: ${DEFAULT-VALUE}.")
  private Loader loader;

  @Option(
      names = {"--max-iter", "--batches"},
      defaultValue = "100",
      paramLabel = "N",
      description = "Batches that count; default: ${DEFAULT-VALUE}.")
  private int batches;

  @Option(
      names = {"--num-warmup", "--warmup"},
      defaultValue = "5",
      paramLabel = "N",
      description = "Batches before those that count; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that load; default: the config's num_workers.")
  private Integer workers;

  @Override
  public Integer call() {
    Config resolved = settings.load(config, spec);
    Binder binder = new Binder(plugins.registry(resolved.root(), spec.commandLine().getErr()));
    DataBenchmark.Options options =
        new DataBenchmark.Options(loader.key(), batches, warmup, workers);
    PrintWriter out = spec.commandLine().getOut();
    out.println(DataBenchmark.run(binder, resolved, options).json(Version.text()));
    out.flush();
    return 0;
  }
}
