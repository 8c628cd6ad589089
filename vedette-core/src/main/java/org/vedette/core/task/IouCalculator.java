package org.vedette.core.task;

import org.vedette.config.component.ComponentKind;
import org.vedette.core.box.Overlaps;

/** Measures how much boxes overlap. Boxes are (n, 4) row by row: x1 y1 x2 y2. */
@ComponentKind("iou_calculator")
public interface IouCalculator {
  /** The overlap of each of n boxes with each of m others, (n*m) row by row. */
  float[] pairwise(float[] boxes, float[] others, Overlaps.Mode mode);

  /**
   * Whether {@link Overlaps.Mode#IOU} of finite boxes that share no area is exactly 0: then boxes
   * that are apart need not be compared.
   */
  default boolean isZeroApart() {
    return false;
  }
}
