package org.vedette.models.task.priors;

import java.util.List;
import org.vedette.core.task.PriorGenerator;
import org.vedette.core.task.Stride;

/** Boxes of chosen sizes around every cell: those of the first cell, moved by the stride. */
abstract class AnchorPriors implements PriorGenerator {
  private final List<Stride> strides;
  private final List<float[]> base;

  /**
   * Anchors of each level.
   *
   * @param base (A, 4) for each level: the boxes of the first cell
   */
  AnchorPriors(List<Stride> strides, List<float[]> base) {
    this.strides = strides;
    this.base = base;
  }

  @Override
  public final List<Stride> strides() {
    return strides;
  }

  @Override
  public final int priorsPerCell(int level) {
    return base.get(level).length / 4;
  }

  /** The boxes of the first cell of a level, (A, 4). */
  public final float[] base(int level) {
    return base.get(level).clone();
  }

  @Override
  public final float[] grid(int level, int height, int width) {
    int count = height * width * priorsPerCell(level);
    float[] boxes = new float[count * 4];
    for (int prior = 0; prior < count; prior++) {
      write(boxes, prior, prior, level, width);
    }
    return boxes;
  }

  /** Some priors of a level by their positions in {@link #grid}, (n, 4). */
  public final float[] select(int level, int[] priors, int width) {
    float[] boxes = new float[priors.length * 4];
    for (int i = 0; i < priors.length; i++) {
      write(boxes, i, priors[i], level, width);
    }
    return boxes;
  }

  private void write(float[] boxes, int row, int prior, int level, int width) {
    float[] own = base.get(level);
    int each = own.length / 4;
    int anchor = prior % each * 4;
    int x = prior / each % width * strides.get(level).x();
    int y = prior / each / width * strides.get(level).y();
    boxes[row * 4] = own[anchor] + x;
    boxes[row * 4 + 1] = own[anchor + 1] + y;
    boxes[row * 4 + 2] = own[anchor + 2] + x;
    boxes[row * 4 + 3] = own[anchor + 3] + y;
  }
}
