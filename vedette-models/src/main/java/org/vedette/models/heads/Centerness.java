package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.box.Corners;
import org.vedette.tensor.Ops;

/** How near to its centre a box is seen from: 1 there, 0 at its sides (FCOS, Tian et al. 2019). */
final class Centerness {
  private Centerness() {}

  /**
   * The centerness of points, from their distances (n, 4) to the left, top, right and bottom side.
   */
  static Tensor ofDistances(Tensor distances) {
    Tensor left = distances.select(1, 0);
    Tensor top = distances.select(1, 1);
    Tensor right = distances.select(1, 2);
    Tensor bottom = distances.select(1, 3);
    Tensor across = left.minimum(right).div(left.maximum(right));
    Tensor down = top.minimum(bottom).div(top.maximum(bottom));
    return across.mul(down).sqrt();
  }

  /** The centerness of the centres of anchors (n, 4) in boxes (n, 4). */
  static Tensor ofAnchors(Tensor anchors, Tensor boxes) {
    Tensor centres = centres(anchors);
    Tensor x = centres.select(1, 0);
    Tensor y = centres.select(1, 1);
    Corners box = Corners.of(boxes);
    return ofDistances(
        Ops.stack(List.of(x.sub(box.x1()), y.sub(box.y1()), box.x2().sub(x), box.y2().sub(y)), 1));
  }

  /** The centres (n, 2) of boxes (n, 4). */
  static Tensor centres(Tensor boxes) {
    Corners box = Corners.of(boxes);
    return Ops.stack(
        List.of(Ops.div(box.x2().add(box.x1()), 2), Ops.div(box.y2().add(box.y1()), 2)), -1);
  }
}
