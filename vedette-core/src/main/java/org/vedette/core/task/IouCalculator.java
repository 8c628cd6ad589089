package org.vedette.core.task;

import org.vedette.config.component.ComponentKind;

/** Measures how much boxes overlap. Boxes are (n, 4) row by row: x1 y1 x2 y2. */
@ComponentKind("iou_calculator")
public interface IouCalculator {
  /** Ways to measure. */
  enum Mode {
    /** Intersection over union. */
    IOU,
    /** Intersection over the first box. */
    IOF,
    /** Generalized IoU (Rezatofighi et al. 2019), in (-1, 1]. */
    GIOU
  }

  /** The overlap of each of n boxes with each of m others, (n*m) row by row. */
  float[] pairwise(float[] boxes, float[] others, Mode mode);
}
