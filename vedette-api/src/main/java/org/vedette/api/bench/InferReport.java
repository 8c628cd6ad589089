package org.vedette.api.bench;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vedette.tensor.TorchInfo;
import org.vedette.tensor.plan.PlannedForward;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@link InferBenchmark} measured.
 *
 * @param image the file
 * @param input shape of the network's input, (1, C, H, W)
 * @param options how it was measured
 * @param times by stage; without a peer there is none for it
 * @param parts by part of the model, each without the parts within it: a prediction from its input
 *     to detections; empty where the device computes while the program goes on
 * @param bare by part of the model, its convolutions as bare calls; empty where nobody asked
 * @param detections how many the last prediction found
 * @param peer the other engine's name and version, or null
 * @param peakMemory bytes that the process held at most; -1 where the system does not tell
 */
@SuppressWarnings("ArrayRecordComponent")
public record InferReport(
    Path image,
    long[] input,
    InferBenchmark.Options options,
    Map<InferBenchmark.Stage, Timings> times,
    Map<String, Timings> parts,
    Map<String, Timings> bare,
    int detections,
    String peer,
    long peakMemory) {
  private static final double MILLIS = 1000;
  private static final double MEBI = 1 << 20;
  private static final String MAPS = "backbone_and_neck";

  /** Median of the forward passes over the median of the other engine's; only with a peer. */
  public double ratio() {
    return times.get(InferBenchmark.Stage.FORWARD).median()
        / times.get(InferBenchmark.Stage.PEER).median();
  }

  /**
   * One JSON object.
   *
   * @param version of Vedette
   */
  public String json(String version) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("image", image.toString());
      json.writeStringProperty("weights", options.weights());
      json.writeName("input_shape");
      json.writeArray(input, 0, input.length);
      json.writeNumberProperty("runs", options.runs());
      json.writeNumberProperty("warmup", options.warmup());
      json.writeObjectPropertyStart("stages_ms");
      for (InferBenchmark.Stage stage : InferBenchmark.Stage.values()) {
        if (stage != InferBenchmark.Stage.PEER) {
          write(json, stage.name().toLowerCase(Locale.ROOT), times.get(stage));
        }
      }
      json.writeEndObject();
      writeAll(json, "parts_ms", parts);
      if (!bare.isEmpty()) {
        writeAll(json, "bare_ms", bare);
        writeRatios(json);
      }
      json.writeNumberProperty("detections", detections);
      json.writeNumberProperty(
          "images_per_s", rounded(MILLIS / times.get(InferBenchmark.Stage.TOTAL).median()));
      if (peer != null) {
        writePeer(json);
      }
      json.writeNumberProperty("peak_rss_mib", peakMemory < 0 ? -1 : Math.round(peakMemory / MEBI));
      json.writeNumberProperty("threads", TorchInfo.threads());
      Machine.here().write(json, version);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeAll(JsonGenerator json, String name, Map<String, Timings> all) {
    json.writeObjectPropertyStart(name);
    all.forEach((part, timings) -> write(json, part, timings));
    json.writeEndObject();
  }

  /** How many times the bare convolutions the model takes. */
  private void writeRatios(JsonGenerator json) {
    json.writeObjectPropertyStart("ratio_to_bare");
    String maps = maps();
    Set<String> within = new HashSet<>(PlannedForward.partsOf(maps));
    double bound = medians(bare, within);
    within.add(maps);
    json.writeNumberProperty(maps, rounded(medians(parts, within) / bound));
    json.writeNumberProperty(
        "predict", rounded(medians(parts, parts.keySet()) / medians(bare, bare.keySet())));
    json.writeEndObject();
  }

  /** The parts that make the maps: those that run as one plan, where there is one. */
  private String maps() {
    return parts.keySet().stream()
        .filter(name -> PlannedForward.partsOf(name).size() > 1)
        .findFirst()
        .orElse(MAPS);
  }

  private static double medians(Map<String, Timings> all, Set<String> parts) {
    return all.entrySet().stream()
        .filter(entry -> parts.contains(entry.getKey()))
        .mapToDouble(entry -> entry.getValue().median())
        .sum();
  }

  private void writePeer(JsonGenerator json) {
    json.writeObjectPropertyStart("against");
    json.writeStringProperty("engine", peer);
    json.writeStringProperty("model", options.against().toString());
    write(json, "forward_ms", times.get(InferBenchmark.Stage.PEER));
    json.writeNumberProperty("forward_ratio", rounded(ratio()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Timings timings) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("median", rounded(timings.median()));
    json.writeNumberProperty("min", rounded(timings.min()));
    json.writeNumberProperty("p90", rounded(timings.p90()));
    json.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.round(value * MILLIS) / MILLIS;
  }
}
