package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    CommandLine line = new CommandLine(new ExplainCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          throw error;
        });
    assertThat(line.execute(arguments)).isZero();
    return out.toString();
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
    assertThatThrownBy(() -> explain(arguments.split(" +", -1)))
        .isInstanceOf(VedetteException.class)
        .hasMessage(message);
  }
}
