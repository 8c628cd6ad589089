package org.vedette.core.box;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;

/**
 * How far boxes overlap: differentiable on tensors, and over plain arrays for assigners and
 * suppression. Boxes are x1 y1 x2 y2; both ways compute as mmdet's {@code bbox_overlaps}, the
 * arrays in float32.
 */
public final class Overlaps {
  /** What is measured. */
  public enum Mode {
    /** Intersection over union. */
    IOU,
    /** Intersection over the first box's area. */
    IOF,
    /** Generalised IoU (Rezatofighi et al. 2019). */
    GIOU
  }

  /** What denominators are held above when a caller has no wish of its own. */
  public static final double EPS = 1e-6;

  private Overlaps() {}

  /**
   * Each box with its counterpart.
   *
   * @param first (..., n, 4)
   * @param second (..., n, 4)
   * @param eps what denominators are held above
   * @return (..., n)
   */
  public static Tensor aligned(Tensor first, Tensor second, Mode mode, double eps) {
    return overlaps(Corners.of(first), Corners.of(second), mode, eps);
  }

  /**
   * Each box of the first with each of the second.
   *
   * @param first (..., m, 4)
   * @param second (..., n, 4)
   * @param eps what denominators are held above
   * @return (..., m, n)
   */
  public static Tensor pairwise(Tensor first, Tensor second, Mode mode, double eps) {
    return overlaps(Corners.of(first.unsqueeze(-2)), Corners.of(second.unsqueeze(-3)), mode, eps);
  }

  private static Tensor overlaps(Corners a, Corners b, Mode mode, double eps) {
    Tensor overlap = a.intersect(b).clampedArea();
    Tensor union = mode == Mode.IOF ? a.area() : a.area().add(b.area()).sub(overlap);
    union = Ops.clampMin(union, eps);
    Tensor iou = overlap.div(union);
    if (mode != Mode.GIOU) {
      return iou;
    }
    Tensor hull = Ops.clampMin(a.enclose(b).clampedArea(), eps);
    return iou.sub(hull.sub(union).div(hull));
  }

  /**
   * Each box of the first with each of the second.
   *
   * @param first (m, 4)
   * @param second (n, 4)
   * @param eps what denominators are held above
   * @return (m, n)
   */
  public static float[] pairwise(float[] first, float[] second, Mode mode, double eps) {
    int m = first.length / 4;
    int n = second.length / 4;
    float[] result = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        result[i * n + j] = one(first, i * 4, second, j * 4, mode, (float) eps);
      }
    }
    return result;
  }

  /**
   * Each box with its counterpart.
   *
   * @param first (n, 4)
   * @param second (n, 4)
   * @param eps what denominators are held above
   * @return (n)
   */
  public static float[] aligned(float[] first, float[] second, Mode mode, double eps) {
    float[] result = new float[first.length / 4];
    for (int i = 0; i < result.length; i++) {
      result[i] = one(first, i * 4, second, i * 4, mode, (float) eps);
    }
    return result;
  }

  /** Row i of {@code first} with row j of {@code second}: intersection over union. */
  public static float iou(float[] first, int i, float[] second, int j) {
    return one(first, i * 4, second, j * 4, Mode.IOU, (float) EPS);
  }

  private static float one(float[] a, int i, float[] b, int j, Mode mode, float eps) {
    float width = Math.max(0f, Math.min(a[i + 2], b[j + 2]) - Math.max(a[i], b[j]));
    float height = Math.max(0f, Math.min(a[i + 3], b[j + 3]) - Math.max(a[i + 1], b[j + 1]));
    float overlap = width * height;
    float union = area(a, i);
    if (mode != Mode.IOF) {
      union = union + area(b, j) - overlap;
    }
    union = Math.max(union, eps);
    float iou = overlap / union;
    if (mode != Mode.GIOU) {
      return iou;
    }
    float hullWidth = Math.max(0f, Math.max(a[i + 2], b[j + 2]) - Math.min(a[i], b[j]));
    float hullHeight = Math.max(0f, Math.max(a[i + 3], b[j + 3]) - Math.min(a[i + 1], b[j + 1]));
    float hull = Math.max(hullWidth * hullHeight, eps);
    return iou - (hull - union) / hull;
  }

  private static float area(float[] boxes, int at) {
    return (boxes[at + 2] - boxes[at]) * (boxes[at + 3] - boxes[at + 1]);
  }
}
