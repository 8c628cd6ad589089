package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vedette.base.CheckpointException;
import org.vedette.base.HalfFloats;
import org.vedette.base.pickle.PyDict;

/** Writes a checkpoint in another format, or only a part of it. */
public final class CheckpointConverter {
  /** What training needs and inference does not. */
  private static final Set<String> TRAINING_STATE =
      Set.of(
          "optimizer",
          "optimizers",
          "param_schedulers",
          "message_hub",
          "scheduler",
          "lr_scheduler");

  /**
   * What to do on the way.
   *
   * @param half turns floating-point weights into float16
   * @param stripOptimizer leaves out optimizer, schedules and log history
   * @param stateDictOnly writes the state dict alone, without a dict around it
   * @param renames changes names of weights, one after the other
   */
  public record Options(
      boolean half, boolean stripOptimizer, boolean stateDictOnly, List<Rename> renames) {
    /** Everything as it is. */
    public static final Options NONE = new Options(false, false, false, List.of());
  }

  /**
   * What was written.
   *
   * @param leftOut parts of the input that are not in the output
   */
  public record Summary(int tensors, List<String> leftOut) {}

  /** A place in memory, so that names that share a tensor share its converted form as well. */
  private record View(Storage storage, long offset, List<Long> layout) {}

  private final Checkpoint input;
  private final Options options;
  private final Map<View, HostTensor> halves = new HashMap<>();

  private CheckpointConverter(Checkpoint input, Options options) {
    this.input = input;
    this.options = options;
  }

  /**
   * Converts a file; the ending of the output decides its format.
   *
   * @throws CheckpointException when the input cannot be read or the output's format cannot hold it
   */
  public static Summary convert(Path from, Path to, Options options) {
    String name = to.toString().toLowerCase(Locale.ROOT);
    boolean safetensors = name.endsWith(".safetensors");
    if (!safetensors && !name.endsWith(".pth") && !name.endsWith(".pt")) {
      throw new CheckpointException(to + ": expected an output ending in .pth or .safetensors");
    }
    try (Checkpoint input = Checkpoint.open(from)) {
      CheckpointConverter converter = new CheckpointConverter(input, options);
      return safetensors ? converter.toSafetensors(to) : converter.toPth(to);
    }
  }

  private Summary toSafetensors(Path to) {
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    input.stateDict().forEach((name, tensor) -> put(weights, renamed(name), converted(tensor)));
    CheckpointWriter.writeSafetensors(to, weights, metadata());
    List<String> leftOut = new ArrayList<>(input.nonTensors());
    if (input.root() instanceof PyDict root && !input.stateDictKey().isEmpty()) {
      root.keySet().forEach(key -> leftOut.add(String.valueOf(key)));
      leftOut.remove(input.stateDictKey());
      leftOut.remove("meta");
    }
    input.meta().forEach((key, value) -> leaveOutMeta(leftOut, key, value));
    return new Summary(weights.size(), leftOut);
  }

  private static void leaveOutMeta(List<String> leftOut, Object key, Object value) {
    if (!isText(value)) {
      leftOut.add("meta." + key);
    }
  }

  private static boolean isText(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  /** Texts and numbers of meta, which is all that safetensors can hold. */
  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    if (!options.stateDictOnly) {
      input.meta().forEach((key, value) -> putText(metadata, String.valueOf(key), value));
    }
    return metadata;
  }

  private static void putText(Map<String, String> metadata, String key, Object value) {
    if (isText(value)) {
      metadata.put(key, value.toString());
    }
  }

  private Summary toPth(Path to) {
    int tensors = input.stateDict().size();
    PyDict root = (PyDict) input.root();
    String key = input.stateDictKey();
    PyDict weights = convertedDict(key.isEmpty() ? root : root.dict(key));
    List<String> leftOut = new ArrayList<>();
    if (options.stateDictOnly || key.isEmpty()) {
      root.keySet().forEach(name -> leftOut.add(String.valueOf(name)));
      leftOut.remove(key);
      CheckpointWriter.writePth(to, weights);
      return new Summary(tensors, key.isEmpty() ? List.of() : leftOut);
    }
    PyDict output = new PyDict(root.type());
    root.forEach(
        (name, value) -> {
          if (options.stripOptimizer && name instanceof String text && isTrainingState(text)) {
            leftOut.add(text);
          } else {
            output.put(name, key.equals(name) ? weights : sibling(name, value));
          }
        });
    CheckpointWriter.writePth(to, output);
    return new Summary(tensors, leftOut);
  }

  private static boolean isTrainingState(String name) {
    return TRAINING_STATE.contains(name);
  }

  /** Averaged weights are converted as the weights are, but keep their names. */
  private Object sibling(Object name, Object value) {
    if (!options.half || !"ema_state_dict".equals(name) || !(value instanceof PyDict dict)) {
      return value;
    }
    PyDict copy = new PyDict(dict.type());
    dict.forEach((key, each) -> copy.put(key, convertedValue(each)));
    copy.setAttributes(dict.attributes());
    return copy;
  }

  private PyDict convertedDict(PyDict weights) {
    PyDict copy = weights.isPlain() ? PyDict.ordered() : new PyDict(weights.type());
    weights.forEach(
        (key, value) ->
            put(copy, key instanceof String name ? renamed(name) : key, convertedValue(value)));
    copy.setAttributes(weights.attributes());
    return copy;
  }

  private Object convertedValue(Object value) {
    HostTensor tensor = StateDicts.tensor(value);
    return tensor == null ? value : converted(tensor);
  }

  private <K, V> void put(Map<? super K, ? super V> map, K key, V value) {
    if (map.put(key, value) != null) {
      throw new CheckpointException(
          input.name() + ": two weights would be named " + key + " after renaming");
    }
  }

  private String renamed(String name) {
    String result = name;
    for (Rename rename : options.renames) {
      result = rename.apply(result);
    }
    return result;
  }

  private HostTensor converted(HostTensor tensor) {
    if (!options.half || !tensor.type().isFloat() || tensor.type() == ElementType.FLOAT16) {
      return tensor;
    }
    List<Long> layout = new ArrayList<>();
    for (long size : tensor.shape()) {
      layout.add(size);
    }
    for (long stride : tensor.strides()) {
      layout.add(stride);
    }
    View view = new View(tensor.storage(), tensor.offset(), layout);
    return halves.computeIfAbsent(view, any -> half(tensor));
  }

  private static HostTensor half(HostTensor tensor) {
    ByteBuffer from = tensor.data();
    int count = Math.toIntExact(tensor.numel());
    ByteBuffer to = HostTensor.allocate(2L * count);
    for (int i = 0; i < count; i++) {
      double value = tensor.type().read(from, i * tensor.type().bytes());
      to.putShort(HalfFloats.fromFloat((float) value));
    }
    HostTensor half = HostTensor.of(ElementType.FLOAT16, to.flip(), tensor.shape());
    return tensor.isParameter() ? half.asParameter(tensor.requiresGrad()) : half;
  }
}
