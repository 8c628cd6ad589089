package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.vedette.api.check.ConfigCheck;
import org.vedette.config.DictNode;
import org.vedette.config.io.ConfigDiff;
import org.vedette.config.io.Explanation;
import org.vedette.config.io.JsonLines;
import org.vedette.config.io.JsonWriter;
import org.vedette.config.io.PythonWriter;
import org.vedette.config.io.YamlWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what configs resolve to; only {@code check} loads libtorch. */
@Command(
    name = "config",
    description = "Show what configs resolve to, and why.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  @Spec private CommandSpec spec;

  private int print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return 0;
  }

  @Command(
      name = "print",
      description = "Print a config with all its bases, in the Python style.",
      mixinStandardHelpOptions = true)
  int print(
      @Parameters(paramLabel = "FILE", description = "The config.") Path file,
      @Mixin ConfigOptions settings) {
    return print(PythonWriter.config(settings.load(file, spec).root()));
  }

  /** The forms that {@code config dump} writes. */
  enum Format {
    JSON,
    YAML,
    PY,
    JSONL
  }

  @Command(
      description = {
        "Write configs in another form.",
        "jsonl takes any number of files and folders (all *.py below them) and writes a line for"
            + " each: {\"config\": path, \"cfg\": {...}} or {\"config\": path, \"error\": text}."
      },
      mixinStandardHelpOptions = true)
  int dump(
      @Parameters(
              paramLabel = "FILE",
              arity = "1..*",
              description = "A config; with jsonl any number, and folders.")
          List<String> files,
      @Option(
              names = "--format",
              defaultValue = "json",
              description = "json, yaml, py or jsonl (default: ${DEFAULT-VALUE}).")
          Format format,
      @Mixin ConfigOptions settings) {
    if (format == Format.JSONL) {
      PrintWriter out = spec.commandLine().getOut();
      int resolved = JsonLines.dump(files, settings.settings(), out::println);
      out.flush();
      return resolved > 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }
    if (files.size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "only --format jsonl writes more than one config");
    }
    DictNode root = settings.load(Path.of(files.get(0)), spec).root();
    return print(
        switch (format) {
          case JSON -> JsonWriter.pretty(root);
          case YAML -> YamlWriter.document(root);
          default -> PythonWriter.config(root);
        });
  }

  @Command(
      description = {
        "Tell everything that is wrong with a config: its settings, whether the model's parts fit"
            + " together, missing files, classes that differ.",
        "Builds the model and runs a small image through it; exits with 2 when there is a problem."
      },
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(paramLabel = "FILE", description = "The config.") Path file,
      @Mixin ConfigOptions settings,
      @Mixin PluginOptions plugins) {
    DictNode root = settings.load(file, spec).root();
    ConfigCheck.Report report = ConfigCheck.run(plugins.registry(), root);
    PrintWriter err = spec.commandLine().getErr();
    report.problems().forEach(problem -> err.println("error: " + problem));
    report.notes().forEach(note -> err.println("note: " + note));
    int count = report.problems().size();
    if (count > 0) {
      err.println(file + ": " + count + (count == 1 ? " problem" : " problems"));
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
    err.flush();
    return print(
        file
            + ": OK\n"
            + report.facts().stream()
                .map(fact -> "  " + fact + "\n")
                .collect(Collectors.joining()));
  }

  @Command(
      description = "Say which line of which file set a value, and what it took the place of.",
      mixinStandardHelpOptions = true)
  int explain(
      @Parameters(paramLabel = "FILE", description = "The config.") Path file,
      @Parameters(paramLabel = "KEY", description = "Such as model.backbone.depth.") String key,
      @Mixin ConfigOptions settings) {
    return print(Explanation.of(settings.load(file, spec), key));
  }

  @Command(
      description = "Print the values in which two configs differ.",
      mixinStandardHelpOptions = true)
  int diff(
      @Parameters(paramLabel = "A", description = "A config.") Path first,
      @Parameters(paramLabel = "B", description = "Another one.") Path second,
      @Mixin ConfigOptions settings) {
    return print(
        ConfigDiff.of(settings.load(first, spec).root(), settings.load(second, spec).root()));
  }
}
