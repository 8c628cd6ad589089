package org.vedette.models.task.coders;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.core.box.Corners;
import org.vedette.core.task.BoxCoder;
import org.vedette.tensor.DType;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * A box as the distances from a prior box's centre to its top, bottom, left and right side, in
 * heights and widths of the prior (FSAF, Zhu et al. 2019).
 */
@Component("TBLRBBoxCoder")
public final class TblrBboxCoder implements BoxCoder {
  /**
   * Settings.
   *
   * @param normalizer what codes are divided by: one number, or one for each side
   * @param clip_border whether decoded boxes are kept inside the image
   * @param use_box_type whether upstream wraps the boxes; the numbers are the same
   */
  public record Config(
      @Default("4.0") OneOrMany<Double> normalizer,
      @Default("True") boolean clip_border,
      @Default("False") boolean use_box_type) {
    /** Checks the count of numbers. */
    public Config {
      if (normalizer.many() && normalizer.values().size() != 4) {
        throw new IllegalArgumentException(
            "normalizer: expected a number or 4 of them, got " + normalizer.values());
      }
    }
  }

  private final Config config;

  /** A coder with the given settings. */
  public TblrBboxCoder(Config config) {
    this.config = config;
  }

  @Override
  public int codeSize() {
    return 4;
  }

  @Override
  public Tensor encode(Tensor priors, Tensor boxes) {
    Corners p = Corners.of(priors);
    Corners b = Corners.of(boxes);
    Tensor x = Ops.div(p.x1().add(p.x2()), 2);
    Tensor y = Ops.div(p.y1().add(p.y2()), 2);
    Tensor codes =
        Ops.stack(
            List.of(
                y.sub(b.y1()).div(p.height()),
                b.y2().sub(y).div(p.height()),
                x.sub(b.x1()).div(p.width()),
                b.x2().sub(x).div(p.width())),
            -1);
    return codes.div(normalizer(codes));
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes) {
    Corners p = Corners.of(priors);
    Tensor scaled = codes.mul(normalizer(codes));
    Tensor x = Ops.div(p.x1().add(p.x2()), 2);
    Tensor y = Ops.div(p.y1().add(p.y2()), 2);
    return Ops.stack(
        List.of(
            x.sub(p.width().mul(scaled.select(-1, 2))),
            y.sub(p.height().mul(scaled.select(-1, 0))),
            x.add(p.width().mul(scaled.select(-1, 3))),
            y.add(p.height().mul(scaled.select(-1, 1)))),
        -1);
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes, int height, int width) {
    Tensor boxes = decode(priors, codes);
    if (!config.clip_border()) {
      return boxes;
    }
    Tensor x = Ops.clamp(Ops.slice(boxes, -1, 0, 4, 2), 0, width);
    Tensor y = Ops.clamp(Ops.slice(boxes, -1, 1, 4, 2), 0, height);
    return Ops.stack(List.of(x, y), -1).flatten(-2, -1);
  }

  private Tensor normalizer(Tensor like) {
    double[] numbers =
        config.normalizer().repeated(4).stream().mapToDouble(Double::doubleValue).toArray();
    return Ops.to(Ops.toDeviceOf(Tensors.of(numbers, 4), like), DType.of(like));
  }
}
