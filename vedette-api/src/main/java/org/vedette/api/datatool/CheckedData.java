package org.vedette.api.datatool;

import java.util.List;

/**
 * What a dataset holds, as far as it could be read.
 *
 * @param categories the names of its categories
 * @param classes the names of those that are looked for, as the config orders them
 * @param pictures its images
 */
record CheckedData(List<String> categories, List<String> classes, List<CheckedPicture> pictures) {
  /** Nothing could be read. */
  static final CheckedData NONE = new CheckedData(List.of(), List.of(), List.of());

  /** Whether objects of a category are looked for. */
  boolean isClass(int category) {
    return category >= 0 && classes.contains(categories.get(category));
  }
}
