package org.vedette.data;

import java.util.List;

/**
 * What a dataset's labels mean.
 *
 * @param classes the names, by label
 * @param palette the colour red green blue of each class, by label; empty when none is known
 */
public record MetaInfo(List<String> classes, List<int[]> palette) {
  /** Keeps copies. */
  public MetaInfo {
    classes = List.copyOf(classes);
    palette = List.copyOf(palette);
  }

  /** Classes without colours. */
  public static MetaInfo of(List<String> classes) {
    return new MetaInfo(classes, List.of());
  }
}
