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
 * @param parts mean seconds of a step's forward and losses by part of the model, each without the
 *     parts within it; empty where the device computes while the program goes on
 * @param bare seconds of the model's convolutions with their gradients as bare calls, by part of
 *     the model; empty where nobody asked
 * @param secondsPerStep mean seconds of a step in all
 * @param losses of the last step
 * @param batchSize images of a step
 * @param peakMemory bytes that the process held at most; -1 where the system does not tell
 */
public record TrainReport(
    TrainBenchmark.Options options,
    Map<String, Double> stages,
    Map<String, Double> parts,
    Map<String, Double> bare,
    double secondsPerStep,
    Map<String, Double> losses,
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
      write(json, "seconds_per_step_by_stage", stages);
      write(json, "forward_and_loss_by_part", parts);
      if (!bare.isEmpty()) {
        write(json, "bare_seconds_by_part", bare);
        double all = bare.values().stream().mapToDouble(Double::doubleValue).sum();
        json.writeNumberProperty("bare_seconds", rounded(all));
        json.writeNumberProperty("ratio_to_bare", rounded(secondsPerStep / all));
      }
      write(json, "losses", losses);
      json.writeNumberProperty("seconds_per_step", rounded(secondsPerStep));
      json.writeNumberProperty("images_per_s", rounded(batchSize / secondsPerStep));
      json.writeNumberProperty("peak_rss_mib", peakMemory < 0 ? -1 : peakMemory >> 20);
      json.writeNumberProperty("threads", TorchInfo.threads());
      Machine.here().write(json, version);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Map<String, Double> numbers) {
    json.writeObjectPropertyStart(name);
    numbers.forEach((key, number) -> json.writeNumberProperty(key, rounded(number)));
    json.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
