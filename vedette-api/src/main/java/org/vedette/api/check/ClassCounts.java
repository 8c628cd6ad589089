package org.vedette.api.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/** Compares {@code num_classes} of the heads that name objects with the classes of the datasets. */
final class ClassCounts {
  private static final String KEY = "num_classes";

  /** Heads that tell objects from background, or name what is no object. */
  private static final List<String> OTHER_HEADS =
      List.of("rpn_head", "semantic_head", "panoptic_head", "panoptic_fusion_head");

  private final List<LoaderCheck> loaders;
  private final List<Problem> problems;

  private ClassCounts(List<LoaderCheck> loaders, List<Problem> problems) {
    this.loaders = loaders;
    this.problems = problems;
  }

  /**
   * Adds a problem for each head and dataset that differ.
   *
   * @param model the config's model; null when there is none
   */
  static void check(ConfigNode model, List<LoaderCheck> loaders, List<Problem> problems) {
    if (model != null) {
      new ClassCounts(loaders, problems).walk(model, "model", false);
    }
  }

  private void walk(ConfigNode node, String path, boolean inHead) {
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        walk(list.items().get(i), path + "." + i, inHead);
      }
    } else if (node instanceof DictNode dict) {
      if (inHead
          && dict.get(KEY) instanceof ScalarNode scalar
          && scalar.value() instanceof Long n) {
        compare(scalar, path + "." + KEY, n);
      }
      for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
        String name = String.valueOf(entry.getKey());
        if (!OTHER_HEADS.contains(name)) {
          boolean head = name.endsWith("_head") && !name.equals("roi_head");
          walk(entry.getValue(), path + "." + name, head);
        }
      }
    }
  }

  private void compare(ScalarNode node, String path, long count) {
    Map<List<String>, List<String>> others = new LinkedHashMap<>();
    for (LoaderCheck loader : loaders) {
      List<String> classes = loader.classes();
      if (classes != null && classes.size() != count) {
        others.computeIfAbsent(classes, unused -> new ArrayList<>()).add(loader.key());
      }
    }
    others.forEach((classes, keys) -> problems.add(problem(node, path, count, classes, keys)));
  }

  private static Problem problem(
      ScalarNode node, String path, long count, List<String> classes, List<String> keys) {
    return new Problem(
        node.location(),
        path,
        "the head's classes are not those of " + String.join(", ", keys),
        classes.size() + " (" + some(classes) + ")",
        Long.toString(count),
        "set num_classes, or metainfo=dict(classes=(...)) of the dataset");
  }

  /** The first classes, to show which they are. */
  static String some(List<String> classes) {
    int shown = 4;
    return String.join(", ", classes.subList(0, Math.min(shown, classes.size())))
        + (classes.size() > shown ? ", ..." : "");
  }
}
