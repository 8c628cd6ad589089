package org.vedette.core.box;

import java.util.Arrays;

/**
 * The boxes that a suppression kept, in falling order of score.
 *
 * @param indices (k): positions among the boxes that went in
 * @param scores (k): their scores, which soft suppression has lowered
 */
@SuppressWarnings("ArrayRecordComponent")
public record Kept(int[] indices, float[] scores) {
  /** How many were kept. */
  public int size() {
    return indices.length;
  }

  /** The first {@code max}; all when {@code max} is not positive. */
  public Kept first(int max) {
    if (max <= 0 || max >= indices.length) {
      return this;
    }
    return new Kept(Arrays.copyOf(indices, max), Arrays.copyOf(scores, max));
  }

  /** The kept rows of (n, 4) boxes. */
  public float[] boxes(float[] all) {
    float[] kept = new float[indices.length * 4];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(all, indices[i] * 4, kept, i * 4, 4);
    }
    return kept;
  }

  /** What was kept of the rows {@code rows} of a larger set, as positions in that set. */
  Kept within(int[] rows) {
    int[] outer = new int[indices.length];
    for (int i = 0; i < outer.length; i++) {
      outer[i] = rows[indices[i]];
    }
    return new Kept(outer, scores);
  }
}
