package org.vedette.core.roi;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** Regions that are cut from the levels of a pyramid, each from its own. */
final class RegionsByLevel {
  /** Cuts some regions from one level. */
  @FunctionalInterface
  interface Cutter {
    /** The regions at the positions {@code chosen}, in that order: (k, bins, C), or (k, ...). */
    Tensor cut(int level, int[] chosen);
  }

  private final int[][] chosen;

  /** The positions of the regions of each level. */
  RegionsByLevel(int[] levelOf, int levels) {
    int[] counts = new int[levels];
    for (int level : levelOf) {
      counts[level]++;
    }
    chosen = new int[levels][];
    for (int level = 0; level < levels; level++) {
      chosen[level] = new int[counts[level]];
    }
    for (int i = levelOf.length - 1; i >= 0; i--) {
      chosen[levelOf[i]][--counts[levelOf[i]]] = i;
    }
  }

  /** What was cut, in the order of the regions; null when there are none. */
  Tensor cut(Cutter cutter) {
    List<Tensor> parts = new ArrayList<>();
    for (int level = 0; level < chosen.length; level++) {
      if (chosen[level].length > 0) {
        parts.add(cutter.cut(level, chosen[level]));
      }
    }
    if (parts.size() < 2) {
      return parts.isEmpty() ? null : parts.get(0);
    }
    return inOrder(Ops.cat(parts, 0));
  }

  private Tensor inOrder(Tensor byLevel) {
    long[] from = new long[Math.toIntExact(byLevel.size(0))];
    int at = 0;
    for (int[] own : chosen) {
      for (int region : own) {
        from[region] = at++;
      }
    }
    return Ops.rows(byLevel, Ops.toDeviceOf(Tensors.of(from, from.length), byLevel));
  }
}
