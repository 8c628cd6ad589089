package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The {@code --cfg-options} flag of every command that resolves a config. */
final class ConfigOptions {
  @Option(
      names = "--cfg-options",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Settings on top of the config, such as model.backbone.depth=101.")
  private List<String> options = new ArrayList<>();

  /** The settings as they were given. */
  List<String> settings() {
    return options;
  }

  /**
   * Resolves a config with the settings on top, and prints its warnings to the command's error
   * stream.
   */
  Config load(Path file, CommandSpec command) {
    Config config = ConfigFile.load(file).withOptions(options);
    PrintWriter err = command.commandLine().getErr();
    config.warnings().forEach(text -> err.println("warning: " + text));
    err.flush();
    return config;
  }
}
