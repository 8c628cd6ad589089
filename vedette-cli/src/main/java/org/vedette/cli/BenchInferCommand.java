package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.api.Inferencer;
import org.vedette.api.bench.InferBenchmark;
import org.vedette.tensor.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette bench infer}: how long a picture takes, stage by stage. */
@Command(
    name = "infer",
    mixinStandardHelpOptions = true,
    description = "Measures the warm latency of one picture, stage by stage; prints JSON.")
final class BenchInferCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The model's config.")
  private Path config;

  @Parameters(index = "1", paramLabel = "CHECKPOINT", description = "Its weights.")
  private Path checkpoint;

  @Parameters(index = "2", paramLabel = "IMAGE", description = "The picture.")
  private Path image;

  @Option(names = "--runs", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warmup",
      defaultValue = "5",
      description = "Runs before those that count; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu, cuda or cuda:N; default: cpu.")
  private String device;

  @Option(
      names = "--against",
      paramLabel = "FILE.onnx",
      description = "The same model exported: its forward pass is measured in turn with Vedette's.")
  private Path against;

  @Override
  public Integer call() {
    if (runs < 1 || warmup < 0) {
      throw new ParameterException(
          spec.commandLine(), "--runs must be above 0 and --warmup not below");
    }
    InferBenchmark.Options options = new InferBenchmark.Options(runs, warmup, against);
    try (Inferencer inferencer =
        Inferencer.of(
            settings.load(config, spec), plugins.registry(), checkpoint, Device.parse(device))) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(InferBenchmark.run(inferencer, image, options).json(Version.text()));
      out.flush();
    }
    return 0;
  }
}
