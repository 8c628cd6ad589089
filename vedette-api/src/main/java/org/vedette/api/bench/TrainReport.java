package org.vedette.api.bench;

import java.io.StringWriter;
import java.util.Map;
import org.vedette.tensor.TorchInfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@link TrainBenchmark} measured.
 *
 * @param options how it was measured
 * @param stages mean seconds of a step by stage
 * @param secondsPerStep mean seconds of a step in all
 * @param batchSize images of a step
 * @param peakMemory bytes that the process held at most; -1 where the system does not tell
 */
public record TrainReport(
    TrainBenchmark.Options options,
    Map<String, Double> stages,
    double secondsPerStep,
    int batchSize,
    long peakMemory) {

  /**
   * One JSON object.
   *
   * @param version of Vedette
   */
  public String json(String version) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("steps", options.steps());
      json.writeNumberProperty("warmup", options.warmup());
      json.writeNumberProperty("batch_size", batchSize);
      json.writeObjectPropertyStart("seconds_per_step_by_stage");
      stages.forEach((stage, seconds) -> json.writeNumberProperty(stage, rounded(seconds)));
      json.writeEndObject();
      json.writeNumberProperty("seconds_per_step", rounded(secondsPerStep));
      json.writeNumberProperty("images_per_s", rounded(batchSize / secondsPerStep));
      json.writeNumberProperty("peak_rss_mib", peakMemory < 0 ? -1 : peakMemory >> 20);
      json.writeNumberProperty("threads", TorchInfo.threads());
      Machine.here().write(json, version);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
