package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.config.DictNode;
import org.vedette.config.component.CustomImports;
import org.vedette.config.component.Registry;
import picocli.CommandLine.Option;

/** The {@code --plugin} flag of every command that builds components. */
final class PluginOptions {
  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description = "A jar with further components; may be given more than once.")
  private List<Path> plugins = new ArrayList<>();

  /** The components on the class path and in the plugins. */
  Registry registry() {
    return Registry.load().withPlugins(plugins);
  }

  /**
   * The components on the class path, in the plugins, and in a config's {@code custom_imports}.
   *
   * @param warnings is told of imports that failed where the config allows that
   */
  Registry registry(DictNode config, PrintWriter warnings) {
    return CustomImports.apply(
        registry(), config, problem -> warnings.println("warning: " + problem));
  }
}
