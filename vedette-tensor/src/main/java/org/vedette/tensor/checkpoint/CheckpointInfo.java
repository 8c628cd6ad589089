package org.vedette.tensor.checkpoint;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyDict;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a checkpoint holds, for people and as JSON. */
public final class CheckpointInfo {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SHOWN_TEXT = 60;

  private final Checkpoint checkpoint;
  private final Map<String, HostTensor> tensors;
  private final List<List<String>> aliases;

  private CheckpointInfo(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.tensors = checkpoint.tensorsOrNone();
    this.aliases = checkpoint.aliases();
  }

  /** Looks at an open checkpoint; no tensor is read. */
  public static CheckpointInfo of(Checkpoint checkpoint) {
    return new CheckpointInfo(checkpoint);
  }

  /** Who lays out checkpoints like this one. */
  public String layout() {
    if (checkpoint.format() == CheckpointFormat.SAFETENSORS) {
      return "safetensors";
    }
    if (!(checkpoint.root() instanceof PyDict root)) {
      return "no dict but " + PickleReader.describe(checkpoint.root());
    }
    if (root.containsKey("message_hub") || checkpoint.meta().containsKey("mmengine_version")) {
      return "MMEngine runner";
    }
    if (root.containsKey("matching_heuristics") || root.containsKey("__author__")) {
      return "Detectron2 model zoo";
    }
    if (!checkpoint.stateDictKey().isEmpty()) {
      boolean mmcv = root.containsKey("meta") && root.containsKey("state_dict");
      return mmcv ? "OpenMMLab (mmcv)" : "dict with '" + checkpoint.stateDictKey() + "'";
    }
    return "bare state dict";
  }

  /** Elements of all tensors but the statistics of batch norms; shared memory counts once. */
  public long parameters() {
    return elements(false);
  }

  /** Elements of the statistics of batch norms. */
  public long statistics() {
    return elements(true);
  }

  private long elements(boolean statistics) {
    List<String> copies = aliases.stream().flatMap(group -> group.stream().skip(1)).toList();
    return tensors.entrySet().stream()
        .filter(entry -> isStatistic(entry.getKey()) == statistics)
        .filter(entry -> !copies.contains(entry.getKey()))
        .mapToLong(entry -> entry.getValue().numel())
        .sum();
  }

  private static boolean isStatistic(String name) {
    return name.endsWith("running_mean")
        || name.endsWith("running_var")
        || name.endsWith("num_batches_tracked");
  }

  /** Number of tensors by element type. */
  public Map<String, Integer> types() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    tensors.values().forEach(tensor -> counts.merge(tensor.type().toString(), 1, Integer::sum));
    return counts;
  }

  /** Lines for people. */
  public String text(boolean withTensors) {
    StringBuilder out = new StringBuilder();
    line(out, "file", checkpoint.name() + ", " + megabytes(checkpoint.fileSize()));
    line(out, "format", checkpoint.format().toString());
    line(out, "layout", layout());
    String key = checkpoint.stateDictKey();
    line(
        out,
        "weights",
        String.format(
            Locale.ROOT,
            "%,d tensors%s, %,d parameters, %,d batch norm statistics",
            tensors.size(),
            key.isEmpty() ? "" : " under '" + key + "'",
            parameters(),
            statistics()));
    line(out, "types", counts());
    aliases.forEach(group -> line(out, "shared", String.join(" = ", group)));
    if (!checkpoint.nonTensors().isEmpty()) {
      line(out, "no tensors", String.join(", ", checkpoint.nonTensors()));
    }
    checkpoint.meta().forEach((name, value) -> line(out, "meta", name + " = " + brief(value)));
    others().forEach((name, value) -> line(out, "also", name + " = " + brief(value)));
    if (withTensors) {
      int width = tensors.keySet().stream().mapToInt(String::length).max().orElse(0);
      tensors.forEach(
          (name, tensor) -> out.append(String.format("%-" + width + "s  %s%n", name, tensor)));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String title, String value) {
    out.append(String.format("%-11s%s%n", title, value));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private String counts() {
    return types().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What is in the file beside the weights and meta. */
  private Map<String, Object> others() {
    Map<String, Object> others = new LinkedHashMap<>();
    String key = checkpoint.stateDictKey();
    if (checkpoint.root() instanceof PyDict root && !key.isEmpty()) {
      root.forEach((name, value) -> others.put(String.valueOf(name), value));
      others.remove(key);
      others.remove("meta");
    }
    return others;
  }

  private static String brief(Object value) {
    if (value instanceof String text) {
      String first = text.lines().findFirst().orElse("");
      boolean cut = first.length() > SHOWN_TEXT || first.length() < text.length();
      String shown = first.substring(0, Math.min(SHOWN_TEXT, first.length()));
      return cut ? shown + "... (" + text.length() + " characters)" : shown;
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof HostTensor) {
      return value.toString();
    }
    return PickleReader.describe(value);
  }

  /** One JSON object. */
  public String json(boolean withTensors) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("file", checkpoint.name());
      json.writeNumberProperty("bytes", checkpoint.fileSize());
      json.writeStringProperty("format", checkpoint.format().toString());
      json.writeStringProperty("layout", layout());
      json.writeStringProperty("key", checkpoint.stateDictKey());
      json.writeNumberProperty("tensors", tensors.size());
      json.writeNumberProperty("parameters", parameters());
      json.writeNumberProperty("statistics", statistics());
      json.writeObjectPropertyStart("dtypes");
      types().forEach(json::writeNumberProperty);
      json.writeEndObject();
      json.writeArrayPropertyStart("shared");
      aliases.forEach(group -> writeNames(json, group));
      json.writeEndArray();
      writeBriefs(json, "meta", checkpoint.meta());
      writeBriefs(json, "also", others());
      if (withTensors) {
        writeTensors(json);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeNames(JsonGenerator json, List<String> names) {
    json.writeStartArray();
    names.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void writeBriefs(JsonGenerator json, String title, Map<?, ?> values) {
    json.writeObjectPropertyStart(title);
    values.forEach((name, value) -> writeBrief(json, String.valueOf(name), value));
    json.writeEndObject();
  }

  private static void writeBrief(JsonGenerator json, String name, Object value) {
    if (value instanceof Long number) {
      json.writeNumberProperty(name, number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumberProperty(name, number);
    } else if (value instanceof Boolean truth) {
      json.writeBooleanProperty(name, truth);
    } else if (value instanceof String text) {
      json.writeStringProperty(name, text);
    } else {
      json.writeStringProperty(name, brief(value));
    }
  }

  private void writeTensors(JsonGenerator json) {
    json.writeObjectPropertyStart("state_dict");
    tensors.forEach(
        (name, tensor) -> {
          json.writeObjectPropertyStart(name);
          json.writeStringProperty("dtype", tensor.type().toString());
          json.writeName("shape");
          long[] shape = tensor.shape();
          json.writeArray(shape, 0, shape.length);
          json.writeEndObject();
        });
    json.writeEndObject();
  }
}
