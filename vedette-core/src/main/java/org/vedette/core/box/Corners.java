package org.vedette.core.box;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;

/**
 * The four coordinates of boxes as tensors of one shape (or of shapes that broadcast), for geometry
 * that gradients flow through.
 *
 * @param x1 left
 * @param y1 top
 * @param x2 right
 * @param y2 bottom
 */
public record Corners(Tensor x1, Tensor y1, Tensor x2, Tensor y2) {
  /** The coordinates of boxes (..., 4), each (...). */
  public static Corners of(Tensor boxes) {
    return new Corners(
        boxes.select(-1, 0), boxes.select(-1, 1), boxes.select(-1, 2), boxes.select(-1, 3));
  }

  /** What two boxes share; inside out where they share nothing. */
  public Corners intersect(Corners other) {
    return new Corners(
        x1.maximum(other.x1), y1.maximum(other.y1), x2.minimum(other.x2), y2.minimum(other.y2));
  }

  /** The smallest box around two. */
  public Corners enclose(Corners other) {
    return new Corners(
        x1.minimum(other.x1), y1.minimum(other.y1), x2.maximum(other.x2), y2.maximum(other.y2));
  }

  /** Right minus left. */
  public Tensor width() {
    return x2.sub(x1);
  }

  /** Bottom minus top. */
  public Tensor height() {
    return y2.sub(y1);
  }

  /** Width times height, whatever their signs. */
  public Tensor area() {
    return width().mul(height());
  }

  /** Width times height, each at least zero. */
  public Tensor clampedArea() {
    return Ops.clampMin(width(), 0).mul(Ops.clampMin(height(), 0));
  }
}
