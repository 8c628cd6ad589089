package org.vedette.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorScope;

/** A model as a table: its layers as a tree, with parameters and the operations of one image. */
public final class ModelSummary {
  /**
   * One line.
   *
   * @param depth how deep the layer stands, 0 for the model
   * @param name the layer's name in its parent
   * @param description its class and main numbers
   * @param parameters how many numbers it trains, with all below
   * @param flops multiply-adds of one image, with all below
   */
  public record Row(int depth, String name, String description, long parameters, long flops) {}

  private final List<Row> rows = new ArrayList<>();

  private ModelSummary() {}

  /** Runs a blank image of the given size through the model and counts. */
  public static ModelSummary of(Detector model, int height, int width) {
    model.train(false);
    ModelSummary summary = new ModelSummary();
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off();
        FlopCounter counter = FlopCounter.open()) {
      model.forward(Models.blank(model, height, width));
      summary.add(0, "", model, counter);
    }
    return summary;
  }

  private void add(int depth, String name, Layer layer, FlopCounter counter) {
    rows.add(new Row(depth, name, layer.toString(), layer.numParams(), counter.of(layer)));
    for (Map.Entry<String, Layer> child : layer.children().entrySet()) {
      add(depth + 1, child.getKey(), child.getValue(), counter);
    }
  }

  /** The lines, parents first. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The tree as text, down to {@code maxDepth}. */
  public String render(int maxDepth) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%-72s %14s %12s%n", "layer", "parameters", "FLOPs"));
    for (Row row : rows) {
      if (row.depth() <= maxDepth) {
        String label =
            "  ".repeat(row.depth())
                + (row.name().isEmpty() ? "" : row.name() + ": ")
                + row.description();
        text.append(
            String.format(
                Locale.ROOT,
                "%-72s %14s %12s%n",
                label,
                withThousands(row.parameters()),
                shortened(row.flops())));
      }
    }
    Row all = rows.get(0);
    return text.append(
            String.format(
                Locale.ROOT,
                "%nparameters: %s (%.3f M)%nFLOPs (multiply-adds): %s%n",
                withThousands(all.parameters()),
                all.parameters() / 1e6,
                shortened(all.flops())))
        .toString();
  }

  private static String withThousands(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String shortened(long value) {
    if (value >= 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.3f G", value / 1e9);
    }
    return value == 0 ? "-" : String.format(Locale.ROOT, "%.3f M", value / 1e6);
  }
}
