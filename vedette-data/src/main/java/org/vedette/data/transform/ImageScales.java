package org.vedette.data.transform;

import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.FromConfig;

/**
 * One size {@code (width, height)}, or a list of sizes.
 *
 * @param values the sizes
 * @param many whether the config wrote a list of them
 */
public record ImageScales(List<ImageScale> values, boolean many) {
  /** Keeps a copy. */
  public ImageScales {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("at least one size: (width, height)");
    }
  }

  /** Reads a size or a list of sizes; see {@link FromConfig}. */
  @FromConfig
  public static ImageScales read(ConfigNode node) {
    if (node instanceof ListNode list && holdsSizes(list)) {
      return new ImageScales(list.items().stream().map(ImageScale::read).toList(), true);
    }
    return new ImageScales(List.of(ImageScale.read(node)), false);
  }

  /** A list of single numbers is one of sizes when there are not two, as in a pair. */
  private static boolean holdsSizes(ListNode list) {
    return list.items().size() != 2 || list.items().get(0) instanceof ListNode;
  }
}
