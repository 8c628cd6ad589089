package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.api.datatool.DataCheck;
import org.vedette.api.datatool.DataReport;
import org.vedette.base.AtomicFiles;
import org.vedette.base.VedetteException;
import org.vedette.config.DictNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data check}. */
@Command(
    name = "check",
    description = {
      "Tell what is wrong with the data of a config: ids, boxes, classes, files that are missing or"
          + " broken, pictures that are trained on and evaluated on; and what the data are like.",
      "Reads every annotation and every image; exits with 2 when there is an error. Warnings and"
          + " notes are no errors."
    },
    mixinStandardHelpOptions = true)
final class DataCheckCommand implements Callable<Integer> {
  /** How findings are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Parameters(paramLabel = "CONFIG", description = "The config.")
  private Path config;

  @Option(
      names = {"--dataloader", "--loader"},
      split = ",",
      paramLabel = "NAME",
      description = "train, val, test, or several with commas; default: all that the config has.")
  private List<Loader> loaders = new ArrayList<>();

  @Option(
      names = "--no-images",
      description = "Check annotations only: faster, and image files may be elsewhere.")
  private boolean noImages;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (one line, alone on stdout); default ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with pictures and charts, which needs no other file.")
  private Path html;

  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (html != null && !html.toString().endsWith(".html")) {
      throw new VedetteException("--html " + html + ": expected a file that ends in .html");
    }
    DictNode root = settings.load(config, spec).root();
    PrintWriter err = spec.commandLine().getErr();
    List<String> keys = loaders.stream().distinct().map(Loader::key).toList();
    DataReport report;
    try (Bars bars = new Bars(err)) {
      report = DataCheck.run(plugins.registry(), root, keys, !noImages, bars);
    }
    report.notes().forEach(note -> err.println("note: " + note));
    if (html != null) {
      AtomicFiles.writeString(html, report.html(config.toString()));
      err.println("wrote " + html);
    }
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == Format.JSON ? report.json() : report.text().stripTrailing());
    out.flush();
    return report.hasErrors() ? ExitCode.USAGE : ExitCode.OK;
  }

  /** A bar for each dataset whose files are read. */
  private static final class Bars implements DataCheck.Progress, AutoCloseable {
    private final PrintWriter err;
    private Progress bar;

    Bars(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void start(String key, int files) {
      close();
      bar = Progress.start(key, files, err);
    }

    @Override
    public void step() {
      bar.step(1);
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
