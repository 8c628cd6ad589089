package org.vedette.base.coco;

/** Finds the position of an id in a list of ids, without boxes. */
final class LongIndex {
  private final long[] ids;
  private final int[] slots;
  private int duplicate = -1;

  /** Indexes {@code ids}, which must not change after. */
  LongIndex(long[] ids) {
    this.ids = ids;
    slots = new int[Math.max(4, Integer.highestOneBit(Math.max(1, ids.length)) * 4)];
    for (int i = 0; i < ids.length; i++) {
      int slot = slotOf(ids[i]);
      if (slots[slot] != 0 && duplicate < 0) {
        duplicate = i;
      }
      slots[slot] = i + 1;
    }
  }

  /** The position of an id, or -1. */
  int find(long id) {
    return slots[slotOf(id)] - 1;
  }

  /** The first position whose id was there before, or -1. */
  int duplicate() {
    return duplicate;
  }

  /** The slot that holds an id, or the free one where it belongs. */
  private int slotOf(long id) {
    int mask = slots.length - 1;
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (slots[slot] != 0 && ids[slots[slot] - 1] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
