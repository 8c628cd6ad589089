package org.vedette.models.task.coders;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.task.BoxCoder;
import org.vedette.tensor.Ops;

/**
 * A box as the distances from a point to its left, top, right and bottom side, in pixels (FCOS,
 * Tian et al. 2019). Priors are points (n, 2 or more): x, y and whatever follows.
 */
@Component("DistancePointBBoxCoder")
public final class DistancePointBboxCoder implements BoxCoder {
  /**
   * Settings.
   *
   * @param clip_border whether decoded boxes are kept inside the image
   */
  public record Config(@Default("True") boolean clip_border) {}

  private final boolean clipBorder;

  /** A coder with the given settings. */
  public DistancePointBboxCoder(Config config) {
    clipBorder = config.clip_border();
  }

  @Override
  public int codeSize() {
    return 4;
  }

  @Override
  public Tensor encode(Tensor priors, Tensor boxes) {
    Tensor points = corner(priors, 0);
    return Ops.cat(List.of(points.sub(corner(boxes, 0)), corner(boxes, 2).sub(points)), -1);
  }

  /** The codes of boxes, each held between 0 and {@code maxDistance - eps}. */
  public Tensor encode(Tensor priors, Tensor boxes, double maxDistance, double eps) {
    return Ops.clamp(encode(priors, boxes), 0, maxDistance - eps);
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes) {
    Tensor points = corner(priors, 0);
    return Ops.cat(List.of(points.sub(corner(codes, 0)), points.add(corner(codes, 2))), -1);
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes, int height, int width) {
    Tensor boxes = decode(priors, codes);
    if (!clipBorder) {
      return boxes;
    }
    Tensor x = Ops.clamp(Ops.slice(boxes, -1, 0, 4, 2), 0, width);
    Tensor y = Ops.clamp(Ops.slice(boxes, -1, 1, 4, 2), 0, height);
    // (..., n, 2 corners, x and y) read as (..., n, 4).
    return Ops.stack(List.of(x, y), -1).flatten(-2, -1);
  }

  /** The numbers at {@code from} and after it, (..., n, 2). */
  private static Tensor corner(Tensor tensor, int from) {
    return Ops.slice(tensor, -1, from, from + 2L);
  }
}
