package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.vedette.api.ModelKeys;
import org.vedette.api.ModelSummary;
import org.vedette.api.zoo.Zoo;
import org.vedette.api.zoo.ZooPage;
import org.vedette.base.AtomicFiles;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.config.component.Binder;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.tensor.Device;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** {@code vedette model}. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Shows the model of a config.",
    synopsisSubcommandLabel = "COMMAND")
final class ModelCommand implements Runnable {
  /** A larger image fills the memory of any machine. */
  private static final int MAX_SIDE = 16_384;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "keys",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the names and shapes of parameters and buffers, without memory, network or checkpoint.",
        "Takes configs, folders of them, and .jsonl[.gz] records with a model; a config that cannot be built is an"
            + " error line and does not change the exit code."
      })
  int keys(
      @Parameters(arity = "1..*", paramLabel = "CONFIG") List<String> configs,
      @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
          ParityCommand.Format format,
      @Mixin PluginOptions plugins) {
    PrintWriter out = spec.commandLine().getOut();
    ModelKeys.forEach(
        new Binder(plugins.registry()),
        configs,
        keys -> {
          if (format == ParityCommand.Format.jsonl) {
            JsonOut.line(out, json -> write(json, keys));
          } else {
            print(out, keys);
          }
        });
    return 0;
  }

  private static void print(PrintWriter out, ModelKeys keys) {
    out.println(keys.config());
    if (keys.error() != null) {
      out.println("  error: " + keys.error());
    } else {
      keys.state()
          .forEach((name, shape) -> out.println("  " + name + " " + Arrays.toString(shape)));
      out.printf("  %d tensors, %,d parameters%n", keys.state().size(), keys.numParams());
    }
    out.flush();
  }

  private static void write(JsonGenerator json, ModelKeys keys) {
    json.writeStartObject();
    json.writeStringProperty("config", keys.config());
    if (keys.error() != null) {
      json.writeStringProperty("error", keys.error());
    } else {
      json.writeObjectPropertyStart("state_dict");
      keys.state()
          .forEach(
              (name, shape) -> {
                json.writeName(name);
                json.writeArray(shape, 0, shape.length);
              });
      json.writeEndObject();
      json.writeNumberProperty("num_params", keys.numParams());
    }
    json.writeEndObject();
  }

  @Command(
      name = "summary",
      mixinStandardHelpOptions = true,
      description =
          "Prints the layer tree with parameters and the FLOPs (multiply-adds) of one image.")
  int summary(
      @Parameters(paramLabel = "CONFIG") Path file,
      @Option(
              names = "--shape",
              arity = "1..2",
              paramLabel = "N",
              description =
                  "Height and width of the image, or one number for both; default: 640 640.")
          List<Integer> shape,
      @Option(names = "--depth", defaultValue = "3", description = "How deep to print; default: 3.")
          int depth,
      @Mixin ConfigOptions settings,
      @Mixin PluginOptions plugins) {
    List<Integer> size = shape == null ? List.of(640) : shape;
    if (size.stream().anyMatch(side -> side < 1 || side > MAX_SIDE)) {
      throw new VedetteException("--shape " + size + ": expected sides from 1 to " + MAX_SIDE);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Config config = settings.load(file, spec);
    Binder binder = new Binder(plugins.registry(config.root(), err));
    Detector model = Models.build(Models.bind(binder, config.root()), Device.CPU);
    out.print(ModelSummary.of(model, size.get(0), size.get(size.size() - 1)).render(depth));
    out.flush();
    return 0;
  }

  @Command(
      name = "zoo",
      mixinStandardHelpOptions = true,
      description = "Writes a page about all configs of a folder: size, published AP, parity.")
  int zoo(
      @Parameters(arity = "0..1", defaultValue = "configs", paramLabel = "FOLDER") Path folder,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page.")
          Path out,
      @Option(
              names = "--published",
              paramLabel = "FILE",
              description = "A table of config, paper, url, box AP, mask AP, separated by tabs.")
          Path published,
      @Option(
              names = "--parity",
              paramLabel = "FILE",
              description = "The page that 'vedette parity --out' wrote.")
          Path parity,
      @Option(
              names = "--flops",
              arity = "2",
              paramLabel = "N",
              description = "Count FLOPs for an image of this height and width; takes a while.")
          int[] flops,
      @Mixin PluginOptions plugins) {
    Binder binder = new Binder(plugins.registry());
    PrintWriter err = spec.commandLine().getErr();
    Consumer<Path> progress =
        flops == null
            ? file -> {}
            : file -> {
              err.println(file);
              err.flush();
            };
    ZooPage page = Zoo.page(binder, new Zoo.Settings(folder, published, parity, flops), progress);
    AtomicFiles.writeString(out, page.markdown());
    spec.commandLine().getOut().println(out + ": written");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
