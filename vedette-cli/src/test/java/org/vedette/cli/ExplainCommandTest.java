package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.VedetteException;
import picocli.CommandLine;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ExplainCommandTest {
  private static String explain(String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(run(new PrintWriter(out), arguments)).isNull();
    return out.toString();
  }

  /** Runs the command and gives what it threw, or null. */
  private static Exception run(PrintWriter out, String... arguments) {
    AtomicReference<Exception> thrown = new AtomicReference<>();
    CommandLine line = new CommandLine(new ExplainCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(out);
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          thrown.set(error);
          return 2;
        });
    assertThat(line.execute(arguments)).isEqualTo(thrown.get() == null ? 0 : 2);
    return thrown.get();
  }

  private static void parse(String json) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        token = parser.nextToken();
      }
    }
  }

  @Test
  void withoutTypeTheKindsAndTheirTypesAreListed() {
    assertThat(explain()).contains("metric (").contains("  CocoMetric");
  }

  @Test
  void aKindIsListedWithTheFirstSentenceOfEachType() {
    assertThat(explain("--kind", "metric")).containsPattern("CocoMetric\n    \\w+");
  }

  @Test
  void aTypeIsDescribedKeyByKey() {
    assertThat(explain("mmdet.CocoMetric"))
        .startsWith("metric CocoMetric  (org.vedette.metrics.coco.CocoMetric)\n")
        .contains("\n  classwise: bool = False  [boolean]\n      ");
  }

  @Test
  void jsonHoldsTheSame() {
    String one = explain("CocoMetric", "--format", "json");
    parse(one);
    assertThat(one)
        .startsWith("[{\"kind\":\"metric\",\"names\":[\"CocoMetric\"]")
        .contains(
            "{\"name\":\"classwise\",\"type\":\"bool\",\"java\":\"boolean\",\"required\":false,"
                + "\"default\":\"False\",\"doc\":\"");
    String all = explain("--kind", "metric", "--format", "JSON");
    parse(all);
    assertThat(all).contains("{\"name\":\"CocoMetric\",\"class\":\"org.vedette.metrics.coco.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CocoMetrik               | unknown type 'CocoMetrik'; did you mean 'CocoMetric'?
          Zzzzzzzzzzzz             | unknown type 'Zzzzzzzzzzzz'; vedette explain lists them
          --kind metrik            | unknown kind 'metrik'; did you mean 'metric'?
          --kind metric CocoMetrc  | unknown metric 'CocoMetrc'; did you mean 'CocoMetric'?
          """)
  void aNameThatIsNotThereIsAnErrorWithAHint(String arguments, String message) {
    assertThat(run(new PrintWriter(new StringWriter()), arguments.split(" +", -1)))
        .isInstanceOf(VedetteException.class)
        .hasMessage(message);
  }
}
