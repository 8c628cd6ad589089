package org.vedette.tensor.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vedette.base.CheckpointException;

/**
 * How the weights of a file fit a model: what can be loaded and what cannot, with hints where a
 * prefix or another number of classes explains it.
 *
 * @param file the checkpoint as the user named it
 * @param loaded names that both have in the same shape, in the model's order
 * @param missing names that only the model has; batch norm's {@code num_batches_tracked} is not
 *     counted, as old checkpoints lack it and inference does not need it
 * @param unexpected names that only the file has
 * @param misShaped names that both have in different shapes
 * @param hints what explains the differences
 */
public record LoadReport(
    String file,
    List<String> loaded,
    List<String> missing,
    List<String> unexpected,
    List<MisShaped> misShaped,
    List<String> hints) {

  private static final int SHOWN = 20;

  /** A tensor whose shape in the model is not the one in the file. */
  public record MisShaped(String name, List<Long> model, List<Long> file) {}

  /** Compares the names and shapes of a model with those of a file. */
  public static LoadReport compare(
      String file, Map<String, long[]> model, Map<String, long[]> weights) {
    List<String> loaded = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<MisShaped> misShaped = new ArrayList<>();
    model.forEach(
        (name, shape) -> {
          long[] found = weights.get(name);
          if (found == null) {
            if (!name.contains("num_batches_tracked")) {
              missing.add(name);
            }
          } else if (Arrays.equals(found, shape)) {
            loaded.add(name);
          } else {
            misShaped.add(new MisShaped(name, list(shape), list(found)));
          }
        });
    List<String> unexpected =
        weights.keySet().stream().filter(name -> !model.containsKey(name)).toList();
    List<String> hints = new LoadHints(missing, unexpected, misShaped).find();
    return new LoadReport(file, loaded, missing, unexpected, misShaped, hints);
  }

  /** Compares the names and shapes of a model with the state dict of a checkpoint. */
  public static LoadReport compare(Checkpoint checkpoint, Map<String, long[]> model) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    checkpoint.stateDict().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return compare(checkpoint.name(), model, shapes);
  }

  private static List<Long> list(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  /** Whether every tensor of the model is loaded and nothing is left over. */
  public boolean isComplete() {
    return missing.isEmpty() && unexpected.isEmpty() && misShaped.isEmpty();
  }

  /**
   * For strict loading.
   *
   * @throws CheckpointException with the whole report when the file does not fit exactly
   */
  public void requireComplete() {
    if (!isComplete()) {
      throw new CheckpointException(
          file + ": the weights do not fit the model exactly\n" + toString());
    }
  }

  /** The report as one text: a line when all fits, else lists of at most 20 names each. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    int expected = loaded.size() + missing.size() + misShaped.size();
    out.append("loaded ").append(loaded.size()).append(" of ").append(expected);
    out.append(" tensors from ").append(file);
    section(out, "missing in the file", missing);
    section(out, "unexpected in the file", unexpected);
    section(
        out,
        "of another shape, not loaded",
        misShaped.stream()
            .map(each -> each.name + ": model " + each.model + ", file " + each.file)
            .toList());
    hints.forEach(hint -> out.append("\nhint: ").append(hint));
    return out.toString();
  }

  private static void section(StringBuilder out, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.append('\n').append(title).append(" (").append(lines.size()).append("):\n  ");
    out.append(lines.stream().limit(SHOWN).collect(Collectors.joining("\n  ")));
    if (lines.size() > SHOWN) {
      out.append("\n  ... and ").append(lines.size() - SHOWN).append(" more");
    }
  }
}
