package org.vedette.metrics.coco;

import java.util.Arrays;

/**
 * The records of a data set in order of (category, image, place in the file), found by stable
 * counting sorts.
 */
final class Groups {
  /** The records' indices, group by group. */
  final int[] order;

  /** (K+1): where each category's records start in {@link #order}. */
  final int[] starts;

  private Groups(int[] order, int[] starts) {
    this.order = order;
    this.starts = starts;
  }

  /**
   * Groups records by category, and by image within. Where categories are not used there is one
   * group, in which an image's records lie in the order of their categories.
   *
   * @param images each record's image; negative: left out
   * @param slots each record's category by its place in the evaluation; negative: left out
   */
  static Groups of(int[] images, int imageCount, int[] slots, int slotCount, boolean byCategory) {
    int[] kept = kept(images, slots);
    if (byCategory) {
      int[] byImage = sort(kept, images, new int[imageCount + 1]);
      int[] starts = new int[slotCount + 1];
      return new Groups(sort(byImage, slots, starts), starts);
    }
    int[] bySlot = sort(kept, slots, new int[slotCount + 1]);
    return new Groups(sort(bySlot, images, new int[imageCount + 1]), new int[] {0, kept.length});
  }

  private static int[] kept(int[] images, int[] slots) {
    int[] kept = new int[images.length];
    int count = 0;
    for (int i = 0; i < images.length; i++) {
      if (images[i] >= 0 && slots[i] >= 0) {
        kept[count++] = i;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Sorts records by key, stably, and leaves the starts of the keys in {@code starts}. */
  private static int[] sort(int[] records, int[] keys, int[] starts) {
    for (int record : records) {
      starts[keys[record] + 1]++;
    }
    for (int k = 1; k < starts.length; k++) {
      starts[k] += starts[k - 1];
    }
    int[] next = starts.clone();
    int[] sorted = new int[records.length];
    for (int record : records) {
      sorted[next[keys[record]]++] = record;
    }
    return sorted;
  }
}
