package org.vedette.models.losses;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.core.box.Corners;
import org.vedette.tensor.Ops;

/**
 * Upper bounds of the IoU per coordinate, smoothed as L1 (Tychsen-Smith and Petersson 2018): (n, 4)
 * and (n, 4) to (n, 4): centre x, centre y, width, height.
 */
@Component("BoundedIoULoss")
public final class BoundedIouLoss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param beta the loss from which it is linear
   * @param eps keeps denominators from zero
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("0.2") double beta,
      @Default("1e-3") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight) {}

  private final double beta;
  private final double eps;

  /** A loss with the given settings. */
  public BoundedIouLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    beta = config.beta();
    eps = config.eps();
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    return nothingCounts(weight)
        ? zero(prediction, weight)
        : super.forward(prediction, target, weight, avgFactor, override);
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Corners p = Corners.of(prediction);
    Corners t = Corners.of(target.detach());
    Tensor x = ofCentres(centre(p.x1(), p.x2()), centre(t.x1(), t.x2()), t.width());
    Tensor y = ofCentres(centre(p.y1(), p.y2()), centre(t.y1(), t.y2()), t.height());
    Tensor width = ofSizes(p.width(), t.width());
    Tensor height = ofSizes(p.height(), t.height());
    Tensor loss = Ops.stack(List.of(x, y, width, height), -1);
    Tensor near = Ops.div(Ops.mul(loss, 0.5).mul(loss), beta);
    return Ops.where(Ops.lt(loss, beta), near, Ops.sub(loss, 0.5 * beta));
  }

  private static Tensor centre(Tensor low, Tensor high) {
    return Ops.mul(low.add(high), 0.5);
  }

  private Tensor ofCentres(Tensor predicted, Tensor wanted, Tensor size) {
    Tensor twice = Ops.mul(wanted.sub(predicted).abs(), 2);
    Tensor bound = size.sub(twice).div(Ops.add(size.add(twice), eps));
    return Ops.rsub(1, Ops.clampMin(bound, 0));
  }

  private Tensor ofSizes(Tensor predicted, Tensor wanted) {
    Tensor larger = wanted.div(Ops.add(predicted, eps));
    Tensor smaller = predicted.div(Ops.add(wanted, eps));
    return Ops.rsub(1, larger.minimum(smaller));
  }
}
