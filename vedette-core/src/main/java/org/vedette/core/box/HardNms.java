package org.vedette.core.box;

import java.util.Arrays;

/**
 * Plain suppression over arrays, in float32 as mmcv's kernel computes it.
 *
 * <p>Boxes are first split where no box reaches across a gap in x. Nothing can overlap across such
 * a gap, so each part is compared within itself only: with class offsets a part is a class, and the
 * work falls by about their number.
 */
final class HardNms {
  private final int n;
  private final float[] x1;
  private final float[] y1;
  private final float[] x2;
  private final float[] y2;
  private final float[] area;

  /** Where the box of each rank (by score) stands in the arrays. */
  private final int[] slotOfRank;

  /** For each slot, the end of its part. */
  private final int[] partEnd;

  private final int[] order;
  private final int offset;

  private HardNms(float[] boxes, float[] scores, boolean split, int offset) {
    this.n = scores.length;
    this.offset = offset;
    order = ScoreOrder.falling(scores);
    x1 = new float[n];
    y1 = new float[n];
    x2 = new float[n];
    y2 = new float[n];
    area = new float[n];
    slotOfRank = new int[n];
    partEnd = new int[n];
    int[] part = split ? parts(boxes) : new int[n];
    assignSlots(part);
    for (int rank = 0; rank < n; rank++) {
      int slot = slotOfRank[rank];
      int box = order[rank] * 4;
      x1[slot] = boxes[box];
      y1[slot] = boxes[box + 1];
      x2[slot] = boxes[box + 2];
      y2[slot] = boxes[box + 3];
      area[slot] = (x2[slot] - x1[slot] + offset) * (y2[slot] - y1[slot] + offset);
    }
  }

  /**
   * The positions of the kept boxes, by falling score.
   *
   * @param boxes (n, 4)
   * @param scores (n)
   * @param max how many to keep at most; all when not positive
   */
  static int[] keep(float[] boxes, float[] scores, float threshold, int offset, int max) {
    // A negative threshold suppresses boxes that do not even touch.
    return new HardNms(boxes, scores, threshold >= 0, offset).run(threshold, max <= 0 ? -1 : max);
  }

  private int[] run(float threshold, int max) {
    boolean[] gone = new boolean[n];
    int[] kept = new int[n];
    int count = 0;
    for (int rank = 0; rank < n && count != max; rank++) {
      int slot = slotOfRank[rank];
      if (!gone[slot]) {
        kept[count++] = order[rank];
        suppress(slot, threshold, gone);
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Marks the boxes of lower score in the same part that overlap the one at {@code slot}. */
  private void suppress(int slot, float threshold, boolean[] gone) {
    float left = x1[slot];
    float top = y1[slot];
    float right = x2[slot];
    float bottom = y2[slot];
    float ownArea = area[slot];
    int end = partEnd[slot];
    for (int j = slot + 1; j < end; j++) {
      float width = Math.min(right, x2[j]) - Math.max(left, x1[j]) + offset;
      float height = Math.min(bottom, y2[j]) - Math.max(top, y1[j]) + offset;
      float overlap = Math.max(0f, width) * Math.max(0f, height);
      if (overlap / (ownArea + area[j] - overlap) > threshold) {
        gone[j] = true;
      }
    }
  }

  /** The number of each box's part: boxes in different parts lie apart in x. */
  private int[] parts(float[] boxes) {
    float[] lefts = new float[n];
    for (int i = 0; i < n; i++) {
      lefts[i] = boxes[i * 4];
    }
    int[] byLeft = ScoreOrder.rising(lefts);
    int[] part = new int[n];
    int current = 0;
    float reach = Float.NEGATIVE_INFINITY;
    for (int box : byLeft) {
      if (lefts[box] > reach + offset && reach != Float.NEGATIVE_INFINITY) {
        current++;
      }
      part[box] = current;
      if (boxes[box * 4 + 2] > reach) {
        reach = boxes[box * 4 + 2];
      }
    }
    return part;
  }

  /** Lays the boxes out part by part, within a part by falling score. */
  private void assignSlots(int[] part) {
    int[] next = new int[n + 1];
    for (int p : part) {
      next[p + 1]++;
    }
    for (int p = 0; p < n; p++) {
      next[p + 1] += next[p];
    }
    int[] ends = Arrays.copyOfRange(next, 1, n + 1);
    for (int rank = 0; rank < n; rank++) {
      int p = part[order[rank]];
      int slot = next[p]++;
      slotOfRank[rank] = slot;
      partEnd[slot] = ends[p];
    }
  }
}
