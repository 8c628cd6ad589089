package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.core.box.Corners;
import org.vedette.tensor.Ops;

/**
 * 1 - extended IoU, which is negative for boxes apart, smoothed near zero (Peng and Yu 2021): (n,
 * 4) and (n, 4) to (n).
 */
@Component("EIoULoss")
public final class EiouLoss extends BoxLoss {
  /**
   * Settings.
   *
   * @param eps added to the union
   * @param reduction how boxes become one number
   * @param loss_weight what the result is multiplied by
   * @param smooth_point the loss below which it is quadratic
   */
  public record Config(
      @Default("1e-6") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Default("0.1") double smooth_point) {}

  private final double smooth;

  /** A loss with the given settings. */
  public EiouLoss(Config config) {
    super(config.eps(), config.reduction(), config.loss_weight());
    smooth = config.smooth_point();
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Corners p = Corners.of(prediction);
    Corners t = Corners.of(target);
    Tensor intersection = signedIntersection(p, t);
    Tensor union = Ops.add(p.area().add(t.area()).sub(intersection), eps);
    Tensor loss = Ops.rsub(1, intersection.div(union));
    Tensor near = Ops.div(Ops.mul(loss.square(), 0.5), smooth);
    return Ops.where(Ops.lt(loss, smooth), near, Ops.sub(loss, 0.5 * smooth));
  }

  /** The shared area, or minus what lies between boxes that share none. */
  private static Tensor signedIntersection(Corners p, Corners t) {
    Corners inner = p.intersect(t);
    Tensor left = p.x1().minimum(t.x1());
    Tensor top = p.y1().minimum(t.y1());
    Tensor lowX = inner.x1().minimum(inner.x2());
    Tensor lowY = inner.y1().minimum(inner.y2());
    Tensor highX = inner.x1().maximum(inner.x2());
    Tensor highY = inner.y1().maximum(inner.y2());
    return inner
        .x2()
        .sub(left)
        .mul(inner.y2().sub(top))
        .add(lowX.sub(left).mul(lowY.sub(top)))
        .sub(inner.x1().sub(left).mul(highY.sub(top)))
        .sub(highX.sub(left).mul(inner.y1().sub(top)));
  }
}
