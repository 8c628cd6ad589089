package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vedette.api.parity.FixtureResult;
import org.vedette.api.parity.Parity;
import org.vedette.api.parity.ParityPage;
import org.vedette.api.parity.SectionResult;
import org.vedette.base.AtomicFiles;
import org.vedette.config.component.Binder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** {@code vedette parity}. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that this build on this machine computes what MMDetection computes.",
      "Exit code 1 when a fixture fails."
    })
final class ParityCommand implements Callable<Integer> {
  /** How a command prints its results. */
  enum Format {
    text,
    jsonl
  }

  @Spec private CommandSpec spec;
  @Mixin private PluginOptions plugins;

  @Parameters(
      arity = "1..*",
      paramLabel = "FIXTURE",
      description = "Fixture files, or folders of them.")
  private List<String> fixtures;

  @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write the results as a Markdown page.")
  private Path page;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Parity parity = new Parity(new Binder(plugins.registry()));
    Map<String, Integer> counts = new TreeMap<>();
    ParityPage results = new ParityPage();
    for (Path fixture : Parity.fixtures(fixtures)) {
      FixtureResult result = parity.check(fixture);
      counts.merge(result.status(), 1, Integer::sum);
      results.add(result);
      if (format == Format.jsonl) {
        JsonOut.line(out, json -> write(json, result));
      } else {
        print(out, result);
      }
    }
    if (page != null) {
      AtomicFiles.writeString(page, results.markdown());
    }
    int failed = counts.getOrDefault("fail", 0) + counts.getOrDefault("error", 0);
    if (format == Format.text) {
      out.printf(
          "%d pass, %d fail, %d loose, %d unbuilt%n",
          counts.getOrDefault("pass", 0),
          failed,
          counts.getOrDefault("loose", 0),
          counts.getOrDefault("unbuilt", 0));
      out.flush();
    }
    return failed == 0 ? 0 : 1;
  }

  private static void print(PrintWriter out, FixtureResult result) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-8s%s", result.status(), result.fixture()));
    if (result.status().equals("unbuilt")) {
      line.append("  missing: ").append(String.join(", ", result.missingTypes()));
    } else if (!result.error().isEmpty()) {
      line.append("  ").append(result.error().lines().findFirst().orElse(""));
    }
    result.sections().forEach((name, section) -> line.append("  ").append(text(name, section)));
    out.println(line);
    out.flush();
  }

  private static String text(String name, SectionResult section) {
    String numbers =
        String.format(Locale.ROOT, "%s %.1e/%.0e", name, section.deviation(), section.limit());
    if (section.status() == SectionResult.Status.PASS) {
      return numbers;
    }
    String note = section.note().isEmpty() ? "" : ", " + section.note();
    return numbers + " " + section.status() + " at " + section.at() + note;
  }

  private static void write(JsonGenerator json, FixtureResult result) {
    json.writeStartObject();
    json.writeStringProperty("fixture", result.fixture());
    json.writeStringProperty("status", result.status());
    json.writeArrayPropertyStart("missing_types");
    result.missingTypes().forEach(json::writeString);
    json.writeEndArray();
    if (!result.error().isEmpty()) {
      json.writeStringProperty("error", result.error());
    }
    json.writeObjectPropertyStart("sections");
    result
        .sections()
        .forEach(
            (name, section) -> {
              json.writeObjectPropertyStart(name);
              if (Double.isFinite(section.deviation())) {
                json.writeNumberProperty("deviation", section.deviation());
              } else {
                json.writeNullProperty("deviation");
              }
              json.writeNumberProperty("limit", section.limit());
              json.writeStringProperty("at", section.at());
              json.writeStringProperty("status", section.status().name().toLowerCase(Locale.ROOT));
              if (!section.note().isEmpty()) {
                json.writeStringProperty("note", section.note());
              }
              json.writeEndObject();
            });
    json.writeEndObject();
    json.writeEndObject();
  }
}
