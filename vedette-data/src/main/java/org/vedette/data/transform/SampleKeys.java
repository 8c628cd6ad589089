package org.vedette.data.transform;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.base.Suggestions;

/** The names that upstream's steps use for what a sample carries. */
final class SampleKeys {
  private static final Set<String> IMAGES =
      new TreeSet<>(List.of("img", "gt_seg_map", "gt_semantic_seg"));
  private static final Set<String> OTHERS =
      new TreeSet<>(
          List.of(
              "gt_bboxes",
              "gt_bboxes_ignore",
              "gt_bboxes_labels",
              "gt_ignore_flags",
              "gt_labels",
              "gt_masks",
              "proposals",
              "proposals_scores"));

  private SampleKeys() {}

  /** Refuses a name that no sample carries. */
  static void check(List<String> keys) {
    Set<String> known = new TreeSet<>(IMAGES);
    known.addAll(OTHERS);
    check(keys, known);
  }

  /** Refuses a name that is not that of an image or a map. */
  static void checkImages(List<String> keys) {
    check(keys, IMAGES);
  }

  private static void check(List<String> keys, Set<String> known) {
    for (String key : keys) {
      if (!known.contains(key)) {
        String near = Suggestions.didYouMean(key, known);
        throw new IllegalArgumentException(
            "unknown item '%s' in 'keys'; %s"
                .formatted(key, near.isEmpty() ? "items: " + String.join(", ", known) : near));
      }
    }
  }
}
