package org.vedette.tensor.checkpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Explains why a file's weights do not fit a model. */
final class LoadHints {
  /**
   * Module names of class outputs: cls_score, fc_cls, rtm_cls, class_embed, conv_logits, heatmap.
   */
  private static final Pattern CLASS_OUTPUT =
      Pattern.compile("(^|[._])(cls|class|logits|heatmap|fc_reg|label)([._]|$|s)");

  /** Prefixes of at most this many name parts are tried. */
  private static final int MAX_PREFIX_PARTS = 3;

  private final List<String> missing;
  private final List<String> unexpected;
  private final List<LoadReport.MisShaped> misShaped;

  LoadHints(List<String> missing, List<String> unexpected, List<LoadReport.MisShaped> misShaped) {
    this.missing = missing;
    this.unexpected = unexpected;
    this.misShaped = misShaped;
  }

  List<String> find() {
    List<String> hints = new ArrayList<>();
    prefix(unexpected, missing)
        .ifPresent(
            found ->
                hints.add(
                    found.count
                        + " names fit without the prefix '"
                        + found.text
                        + "' (vedette checkpoint convert --strip-prefix "
                        + found.text
                        + ")"));
    prefix(missing, unexpected)
        .ifPresent(
            found ->
                hints.add(
                    found.count
                        + " names fit with the prefix '"
                        + found.text
                        + "' (vedette checkpoint convert --add-prefix "
                        + found.text
                        + ")"));
    movingAverages().ifPresent(hints::add);
    classes().ifPresent(hints::add);
    return hints;
  }

  private record Prefix(String text, int count) {}

  /**
   * The prefix without which most of {@code longer} are in {@code shorter}, if half or more are.
   */
  private static Optional<Prefix> prefix(List<String> longer, List<String> shorter) {
    Set<String> targets = new HashSet<>(shorter);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String name : longer) {
      int dot = -1;
      for (int parts = 0; parts < MAX_PREFIX_PARTS; parts++) {
        dot = name.indexOf('.', dot + 1);
        if (dot < 0) {
          break;
        }
        if (targets.contains(name.substring(dot + 1))) {
          counts.merge(name.substring(0, dot + 1), 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(best -> 2 * best.getValue() >= Math.min(longer.size(), shorter.size()))
        .map(best -> new Prefix(best.getKey(), best.getValue()));
  }

  private Optional<String> movingAverages() {
    long count = unexpected.stream().filter(name -> name.startsWith("ema_")).count();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            count
                + " names begin with 'ema_': the averages that MMDetection 2.x's EMA hook keeps"
                + " beside the weights; they are not needed");
  }

  /** Another number of classes: class outputs that differ in their first dimension only. */
  private Optional<String> classes() {
    Set<String> sizes = new LinkedHashSet<>();
    for (LoadReport.MisShaped each : misShaped) {
      if (CLASS_OUTPUT.matcher(each.name()).find() && differsInFirst(each)) {
        sizes.add(each.file().get(0) + " in the file, " + each.model().get(0) + " in the model");
      }
    }
    return sizes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "outputs per class differ ("
                + String.join("; ", sizes)
                + "): the file was trained with another num_classes");
  }

  private static boolean differsInFirst(LoadReport.MisShaped each) {
    List<Long> model = each.model();
    List<Long> file = each.file();
    return !model.isEmpty()
        && model.size() == file.size()
        && model.subList(1, model.size()).equals(file.subList(1, file.size()));
  }
}
