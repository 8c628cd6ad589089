package org.vedette.core;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Objects of one image inside a model: truths, proposals or detections. Fields that do not apply
 * are null.
 *
 * @param boxes (n, 4) float: x1 y1 x2 y2 in pixels of the model's input
 * @param scores (n) float
 * @param labels (n) int64
 * @param masks (n, H, W) uint8 or float
 * @param outlines (n): the polygons x0 y0 x1 y1 ... of which the masks were drawn; null when they
 *     are no polygons
 */
public record Instances(
    Tensor boxes, Tensor scores, Tensor labels, Tensor masks, List<double[][]> outlines) {
  /** Objects whose masks, if any, are no polygons. */
  public Instances(Tensor boxes, Tensor scores, Tensor labels, Tensor masks) {
    this(boxes, scores, labels, masks, null);
  }

  /** Annotated objects; masks may be null. */
  public static Instances truths(Tensor boxes, Tensor labels, Tensor masks) {
    return new Instances(boxes, null, labels, masks);
  }

  /** The same objects, whose masks were drawn of polygons; null when they were not. */
  public Instances withOutlines(List<double[][]> polygons) {
    return new Instances(boxes, scores, labels, masks, polygons);
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
        rows(masks, indices),
        outlines == null
            ? null
            : Arrays.stream(Tensors.toInts(indices)).mapToObj(outlines::get).toList());
  }

  private static Tensor rows(Tensor tensor, Tensor indices) {
    return tensor == null ? null : Ops.rows(tensor, indices);
  }
}
