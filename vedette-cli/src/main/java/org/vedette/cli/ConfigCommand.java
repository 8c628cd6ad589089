package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import org.vedette.config.io.ConfigDiff;
import org.vedette.config.io.Explanation;
import org.vedette.config.io.JsonLines;
import org.vedette.config.io.JsonWriter;
import org.vedette.config.io.PythonWriter;
import org.vedette.config.io.YamlWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what configs resolve to. */
@Command(
    name = "config",
    description = "Shows what a config resolves to, and why.",
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The settings that all commands take which resolve a config. */
  static final class Settings {
    @Option(
        names = "--cfg-options",
        arity = "1..*",
        paramLabel = "KEY=VALUE",
        description = "settings on top of the config, such as model.backbone.depth=101")
    private List<String> options = List.of();

    Config load(Path file, CommandSpec spec) {
      Config config = ConfigFile.load(file).withOptions(options);
      config.warnings().forEach(text -> err(spec).println("warning: " + text));
      return config;
    }
  }

  private static PrintWriter out(CommandSpec spec) {
    return spec.commandLine().getOut();
  }

  private static PrintWriter err(CommandSpec spec) {
    return spec.commandLine().getErr();
  }

  @Command(name = "print", description = "Prints a config with all its bases, in the Python style.")
  int print(
      @Parameters(paramLabel = "FILE", description = "the config") Path file,
      @CommandLine.Mixin Settings settings) {
    out(spec).print(PythonWriter.config(settings.load(file, spec).root()));
    out(spec).flush();
    return 0;
  }

  /** The forms that {@code config dump} writes. */
  enum Format {
    json,
    yaml,
    py,
    jsonl
  }

  @Command(
      name = "dump",
      description = {
        "Writes configs in another form.",
        "jsonl takes any number of files and folders (all *.py below them) and writes a line for"
            + " each: {\"config\": path, \"cfg\": {...}} or {\"config\": path, \"error\": text}."
      })
  int dump(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "configs, folders with jsonl")
          List<String> files,
      @Option(names = "--format", defaultValue = "json", description = "${COMPLETION-CANDIDATES}")
          Format format,
      @CommandLine.Mixin Settings settings) {
    if (format == Format.jsonl) {
      int resolved = JsonLines.dump(files, settings.options, out(spec)::println);
      out(spec).flush();
      return resolved > 0 ? 0 : 2;
    }
    if (files.size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--format " + format + " writes one config; use --format jsonl");
    }
    Config config = settings.load(Path.of(files.get(0)), spec);
    out(spec)
        .print(
            switch (format) {
              case json -> JsonWriter.pretty(config.root());
              case yaml -> YamlWriter.document(config.root());
              default -> PythonWriter.config(config.root());
            });
    out(spec).flush();
    return 0;
  }

  @Command(
      name = "explain",
      description = "Says which line of which file set a value, and what it took the place of.")
  int explain(
      @Parameters(paramLabel = "FILE", description = "the config") Path file,
      @Parameters(paramLabel = "KEY", description = "such as model.backbone.depth") String key,
      @CommandLine.Mixin Settings settings) {
    out(spec).print(Explanation.of(settings.load(file, spec), key));
    out(spec).flush();
    return 0;
  }

  @Command(name = "diff", description = "Prints the values in which two configs differ.")
  int diff(
      @Parameters(paramLabel = "A", description = "a config") Path first,
      @Parameters(paramLabel = "B", description = "another one") Path second) {
    Settings settings = new Settings();
    out(spec)
        .print(
            ConfigDiff.of(settings.load(first, spec).root(), settings.load(second, spec).root()));
    out(spec).flush();
    return 0;
  }
}
