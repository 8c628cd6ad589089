package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vedette.api.datatool.DatasetBrowser;
import org.vedette.base.VedetteException;
import org.vedette.config.DictNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data browse}: upstream's tools/analysis_tools/browse_dataset.py. */
@Command(
    name = "browse",
    description = "Draw a dataset's images as a model is trained on them: after the pipeline.",
    mixinStandardHelpOptions = true)
final class DataBrowseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONFIG", description = "The config.")
  private Path config;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description = "Where the pictures are written, by the names of their images.")
  private Path outputDir;

  @Option(
      names = "--not-show",
      description = "Accepted for upstream's sake: pictures are written, never shown.")
  private boolean notShow;

  @Option(
      names = "--show-interval",
      defaultValue = "2",
      paramLabel = "SECONDS",
      description = "Accepted for upstream's sake: the time between windows.")
  private double showInterval;

  @Option(
      names = {"-n", "--num", "--number"},
      paramLabel = "N",
      description = "How many images, from the first on; default: all.")
  private Integer number;

  @Option(
      names = "--mode",
      defaultValue = "transformed",
      description =
          "transformed, original (as the file is), or concat (original on the left);"
              + " default: ${DEFAULT-VALUE}.")
  private DatasetBrowser.Mode mode;

  @Option(
      names = {"--dataloader", "--loader"},
      defaultValue = "train",
      paramLabel = "NAME",
      description = "train, val or test; default: ${DEFAULT-VALUE}.")
  private Loader loader;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Other seeds give other random transforms; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (outputDir == null) {
      throw new VedetteException(
          "--output-dir DIR is needed: "
              + (notShow
                  ? "with --not-show alone nothing would be done"
                  : "windows need a display, which Vedette does not use"));
    }
    if (number != null && number < 1) {
      throw new VedetteException("--num " + number + ": expected 1 or more");
    }
    if (!(showInterval >= 0)) {
      throw new VedetteException(
          "--show-interval " + showInterval + ": expected 0 or more seconds");
    }
    DictNode root = settings.load(config, spec).root();
    PrintWriter err = spec.commandLine().getErr();
    try (DatasetBrowser browser =
        DatasetBrowser.of(plugins.registry(root, err), root, loader.key(), mode, seed)) {
      int count = number == null ? browser.size() : Math.min(number, browser.size());
      try (Progress progress = Progress.start("browse", count, err)) {
        browser.write(outputDir, count, index -> progress.step(1));
      }
      err.flush();
      spec.commandLine().getOut().println(outputDir + ": " + count + " pictures");
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
