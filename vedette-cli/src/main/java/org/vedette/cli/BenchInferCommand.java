package org.vedette.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.api.Inferencer;
import org.vedette.api.bench.InferBenchmark;
import org.vedette.api.bench.MadeData;
import org.vedette.config.Config;
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
  private static final String NO_CHECKPOINT = "none";
  private static final int OBJECTS = 7;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The model's config.")
  private Path config;

  @Parameters(
      index = "1",
      arity = "0..1",
      defaultValue = NO_CHECKPOINT,
      paramLabel = "CHECKPOINT",
      description = "Its weights; none (the default) for weights that nobody has trained.")
  private Path checkpoint;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "IMAGE",
      description = "The picture; without one, a made picture of --shape.")
  private Path image;

  @Option(
      names = "--shape",
      arity = "2",
      paramLabel = "N",
      description = "Rows and columns of the made picture; default: 800 1333.")
  private int[] shape = {800, 1333};

  @Option(
      names = "--bare",
      description = "Also time the network's convolutions as bare libtorch calls.")
  private boolean bare;

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
    if (image != null) {
      run(image);
      return 0;
    }
    MadeData data = new MadeData(shape[0], shape[1], OBJECTS);
    try {
      Path folder = Files.createTempDirectory("vedette-bench");
      try {
        run(data.writePicture(folder));
      } finally {
        TemporaryFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  private void run(Path picture) {
    boolean untrained = checkpoint.toString().equals(NO_CHECKPOINT);
    Config resolved = settings.load(config, spec);
    Device where = Device.parse(device);
    InferBenchmark.Options options =
        new InferBenchmark.Options(
            runs, warmup, against, bare, untrained ? "untrained" : checkpoint.toString());
    try (Inferencer inferencer =
        untrained
            ? Inferencer.untrained(resolved, plugins.registry(), where)
            : Inferencer.of(resolved, plugins.registry(), checkpoint, where)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(InferBenchmark.run(inferencer, picture, options).json(Version.text()));
      out.flush();
    }
  }
}
