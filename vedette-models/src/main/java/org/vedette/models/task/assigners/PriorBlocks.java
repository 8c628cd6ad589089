package org.vedette.models.task.assigners;

import java.util.Arrays;

/**
 * Finds the boxes that share area with another without looking at each. Neighbours in a list of
 * priors are neighbours in the image: a few dozen at a time have a common hull, and where that lies
 * apart so do they.
 */
final class PriorBlocks {
  private static final int BLOCK = 32;

  private final float[] priors;
  private final float[] hulls;
  private final int[] found;

  private PriorBlocks(float[] priors) {
    this.priors = priors;
    int count = priors.length / 4;
    found = new int[count];
    hulls = new float[4 * ((count + BLOCK - 1) / BLOCK)];
    for (int block = 0; block < hulls.length; block += 4) {
      int from = block * BLOCK;
      hulls[block] = Float.POSITIVE_INFINITY;
      hulls[block + 1] = Float.POSITIVE_INFINITY;
      hulls[block + 2] = Float.NEGATIVE_INFINITY;
      hulls[block + 3] = Float.NEGATIVE_INFINITY;
      for (int i = from; i < Math.min(from + 4 * BLOCK, priors.length); i += 4) {
        hulls[block] = Math.min(hulls[block], priors[i]);
        hulls[block + 1] = Math.min(hulls[block + 1], priors[i + 1]);
        hulls[block + 2] = Math.max(hulls[block + 2], priors[i + 2]);
        hulls[block + 3] = Math.max(hulls[block + 3], priors[i + 3]);
      }
    }
  }

  /** The blocks, or null where a prior or a truth is not finite: then what is apart is unclear. */
  static PriorBlocks of(float[] priors, float[] truths) {
    return areFinite(priors) && areFinite(truths) ? new PriorBlocks(priors) : null;
  }

  private static boolean areFinite(float[] boxes) {
    for (int i = 0; i < boxes.length; i += 4) {
      // An infinite coordinate gives an area that is infinite or no number.
      float area = (boxes[i + 2] - boxes[i]) * (boxes[i + 3] - boxes[i + 1]);
      if (!Float.isFinite(area)) {
        return false;
      }
    }
    return true;
  }

  /** The positions, rising, of the priors that share area with a box. */
  int[] touching(float[] box) {
    int count = 0;
    for (int block = 0; block < hulls.length; block += 4) {
      if (isApart(hulls, block, box)) {
        continue;
      }
      int from = block * BLOCK;
      for (int i = from; i < Math.min(from + 4 * BLOCK, priors.length); i += 4) {
        if (!isApart(priors, i, box)) {
          found[count++] = i / 4;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The boxes of the priors at {@code rows}. */
  float[] select(int[] rows) {
    float[] chosen = new float[4 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(priors, 4 * rows[i], chosen, 4 * i, 4);
    }
    return chosen;
  }

  private static boolean isApart(float[] boxes, int at, float[] box) {
    return boxes[at] >= box[2]
        || boxes[at + 2] <= box[0]
        || boxes[at + 1] >= box[3]
        || boxes[at + 3] <= box[1];
  }
}
