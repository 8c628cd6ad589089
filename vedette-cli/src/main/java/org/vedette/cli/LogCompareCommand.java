package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.api.logs.RunComparison;
import org.vedette.api.logs.RunScalars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** {@code vedette log compare}. */
@Command(
    name = "compare",
    description = "Runs side by side: length, speed, memory, losses, last and best figures.",
    mixinStandardHelpOptions = true)
final class LogCompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "LOG",
      arity = "1..*",
      description = "A vis_data/*.json, or the folder of a run.")
  private List<Path> logs;

  @Option(names = "--json", description = "One line of JSON instead of a table.")
  private boolean asJson;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RunComparison table = RunComparison.of(logs.stream().map(RunScalars::read).toList());
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      JsonOut.line(out, json -> write(json, table));
    } else {
      print(out, table);
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, RunComparison table) {
    int first = table.rows().keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder head = new StringBuilder(" ".repeat(first));
    for (String run : table.runs()) {
      head.append("  ").append(padded(run, width(run)));
    }
    out.println(head);
    table
        .rows()
        .forEach(
            (name, values) -> {
              StringBuilder row = new StringBuilder(name + " ".repeat(first - name.length()));
              for (int i = 0; i < values.length; i++) {
                String text = Figures.shortest(values[i]);
                row.append("  ").append(padded(text, width(table.runs().get(i))));
              }
              out.println(row);
            });
  }

  private static int width(String run) {
    return Math.max(run.length(), 10);
  }

  private static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static void write(JsonGenerator json, RunComparison table) {
    json.writeStartArray();
    for (int i = 0; i < table.runs().size(); i++) {
      json.writeStartObject();
      json.writeStringProperty("run", table.runs().get(i));
      int run = i;
      table
          .rows()
          .forEach(
              (name, values) -> {
                if (!Double.isNaN(values[run])) {
                  json.writeNumberProperty(name, values[run]);
                }
              });
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
