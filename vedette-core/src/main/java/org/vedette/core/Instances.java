package org.vedette.core;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;

/**
 * Objects of one image inside a model: truths, proposals or detections. Fields that do not apply
 * are null.
 *
 * @param boxes (n, 4) float: x1 y1 x2 y2 in pixels of the model's input
 * @param scores (n) float
 * @param labels (n) int64
 * @param masks (n, H, W) uint8 or float
 */
public record Instances(Tensor boxes, Tensor scores, Tensor labels, Tensor masks) {
  /** Annotated objects; masks may be null. */
  public static Instances truths(Tensor boxes, Tensor labels, Tensor masks) {
    return new Instances(boxes, null, labels, masks);
  }

  /** How many objects there are. */
  public int size() {
    return (int) boxes.size(0);
  }

  /** The objects at {@code indices} (k) int64, in that order. */
  public Instances select(Tensor indices) {
    return new Instances(
        Ops.rows(boxes, indices),
        rows(scores, indices),
        rows(labels, indices),
        rows(masks, indices));
  }

  private static Tensor rows(Tensor tensor, Tensor indices) {
    return tensor == null ? null : Ops.rows(tensor, indices);
  }
}
