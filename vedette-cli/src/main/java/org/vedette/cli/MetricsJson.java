package org.vedette.cli;

import java.io.StringWriter;
import org.vedette.engine.Evaluator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The figures of a test as one line of JSON, with upstream's keys. */
final class MetricsJson {
  private MetricsJson() {}

  static String of(Evaluator.Result result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      result
          .values()
          .forEach(
              (name, value) -> {
                // Python's json writes NaN without quotes, which its readers expect.
                json.writeName(name);
                json.writeRawValue(value.isNaN() ? "NaN" : Double.toString(value));
              });
      json.writeNumberProperty("data_time", result.dataSecondsPerBatch());
      json.writeNumberProperty("time", result.secondsPerBatch());
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
