package org.vedette.data.dataset;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.config.component.OneOrMany;

/** The part of a dataset that {@code indices} chooses. */
final class Indices {
  private Indices() {}

  /**
   * The chosen items.
   *
   * @param indices null for all; one number for the first, or with a minus the last, so many; a
   *     list for those items, with a minus from the end
   */
  static int[] choose(int[] items, OneOrMany<Integer> indices) {
    if (indices == null) {
      return items;
    }
    if (!indices.many()) {
      int count = indices.values().get(0);
      return count >= 0
          ? Arrays.copyOf(items, Math.min(count, items.length))
          : Arrays.copyOfRange(items, Math.max(0, items.length + count), items.length);
    }
    List<Integer> positions = indices.values();
    int[] chosen = new int[positions.size()];
    for (int i = 0; i < chosen.length; i++) {
      int position = positions.get(i) < 0 ? positions.get(i) + items.length : positions.get(i);
      if (position < 0 || position >= items.length) {
        throw new DataException(
            "indices["
                + i
                + "] is "
                + positions.get(i)
                + ", but there are "
                + items.length
                + " images");
      }
      chosen[i] = items[position];
    }
    return chosen;
  }
}
