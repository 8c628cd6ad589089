package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the maps of a plan lie: maps that are not needed at the same time share their memory, so
 * that it stays in the caches, and the parts of a joined map lie within it.
 */
final class PlanMemory {
  private static final long ALIGNMENT = 64;

  /** The place of one map. */
  static final class Slot {
    private final long size;
    private Slot whole;
    private long offset;
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    Slot(long size) {
      this.size = size;
    }

    boolean isPart() {
      return whole != null;
    }

    /** Puts this map into another, from a byte on; before its uses are told. */
    void putInto(Slot other, long at) {
      whole = other;
      offset = at;
    }

    /** A step that writes or reads it. */
    void usedAt(int step) {
      first = Math.min(first, step);
      last = Math.max(last, step);
      if (whole != null) {
        whole.usedAt(step);
      }
    }

    /** Its first byte, once all places are decided. */
    long at() {
      return whole == null ? offset : whole.at() + offset;
    }

    private boolean meets(Slot other) {
      return first <= other.last && other.first <= last;
    }
  }

  private final List<Slot> slots = new ArrayList<>();

  /** A place for that many bytes. */
  Slot slot(long size) {
    Slot slot = new Slot(size);
    slots.add(slot);
    return slot;
  }

  /**
   * Decides all places, the largest first, each at the lowest offset that is free all its life.
   *
   * @return how many bytes all of them take
   */
  long layOut() {
    List<Slot> placed = new ArrayList<>();
    long end = 0;
    List<Slot> wholes = slots.stream().filter(slot -> !slot.isPart()).toList();
    for (Slot slot : wholes.stream().sorted(Comparator.comparingLong(s -> -s.size)).toList()) {
      slot.offset = lowest(slot, placed);
      placed.add(slot);
      end = Math.max(end, slot.offset + slot.size);
    }
    return end;
  }

  private static long lowest(Slot slot, List<Slot> placed) {
    long at = 0;
    List<Slot> inTheWay =
        placed.stream()
            .filter(slot::meets)
            .sorted(Comparator.comparingLong(s -> s.offset))
            .toList();
    for (Slot other : inTheWay) {
      if (at + slot.size <= other.offset) {
        break;
      }
      at = Math.max(at, roundUp(other.offset + other.size));
    }
    return at;
  }

  private static long roundUp(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
