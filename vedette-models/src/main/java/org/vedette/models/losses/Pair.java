package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.core.box.Corners;
import org.vedette.tensor.Ops;

/**
 * A predicted box and its target, with what the distance losses need; each tensor (n).
 *
 * @param prediction the predicted boxes
 * @param target their targets
 * @param eps added to denominators
 */
record Pair(Corners prediction, Corners target, double eps) {
  static Pair of(Tensor prediction, Tensor target, double eps) {
    return new Pair(Corners.of(prediction), Corners.of(target), eps);
  }

  /** Intersection over union, with eps added to the union. */
  Tensor iou() {
    Tensor overlap = prediction.intersect(target).clampedArea();
    Tensor union = Ops.add(prediction.area().add(target.area()).sub(overlap), eps);
    return overlap.div(union);
  }

  /** The smallest box around both. */
  Corners hull() {
    return prediction.enclose(target);
  }

  /** The squared distance of the centres over the squared diagonal of the hull. */
  Tensor centreDistance() {
    Tensor width = Ops.clampMin(hull().width(), 0);
    Tensor height = Ops.clampMin(hull().height(), 0);
    Tensor diagonal = Ops.add(width.square().add(height.square()), eps);
    Tensor x = Ops.div(twiceOffsetX().square(), 4);
    Tensor y = Ops.div(twiceOffsetY().square(), 4);
    return x.add(y).div(diagonal);
  }

  /** Twice the distance in x from the prediction's centre to the target's. */
  Tensor twiceOffsetX() {
    return target.x1().add(target.x2()).sub(prediction.x1().add(prediction.x2()));
  }

  /** Twice the distance in y from the prediction's centre to the target's. */
  Tensor twiceOffsetY() {
    return target.y1().add(target.y2()).sub(prediction.y1().add(prediction.y2()));
  }
}
