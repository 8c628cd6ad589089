package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/** 1 - IoU plus costs of angle, distance and shape (Gevorgyan 2022): (n, 4) and (n, 4) to (n). */
@Component("SIoULoss")
public final class SiouLoss extends BoxLoss {
  /**
   * Settings.
   *
   * @param eps keeps denominators from zero
   * @param reduction how boxes become one number
   * @param loss_weight what the result is multiplied by
   * @param neg_gamma whether the angle's cost enters with the sign the paper gives it
   */
  public record Config(
      @Default("1e-6") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Default("False") boolean neg_gamma) {}

  private final boolean negGamma;

  /** A loss with the given settings. */
  public SiouLoss(Config config) {
    super(config.eps(), config.reduction(), config.loss_weight());
    negGamma = config.neg_gamma();
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Pair pair = Pair.of(prediction, target, eps);
    Tensor cost = distanceCost(pair).add(shapeCost(pair));
    Tensor siou = pair.iou().sub(Ops.mul(cost, 0.5));
    return Ops.rsub(1, Ops.clamp(siou, -1, 1));
  }

  private Tensor distanceCost(Pair pair) {
    Tensor x = Ops.add(Ops.mul(pair.twiceOffsetX(), 0.5), eps);
    Tensor y = Ops.add(Ops.mul(pair.twiceOffsetY(), 0.5), eps);
    Tensor angle = angleCost(x, y);
    Tensor gamma = negGamma ? Ops.sub(angle, 2) : Ops.rsub(2, angle);
    Tensor width = Ops.clampMin(pair.hull().width(), eps);
    Tensor height = Ops.clampMin(pair.hull().height(), eps);
    Tensor costX = gamma.mul(x.div(width).square()).exp();
    Tensor costY = gamma.mul(y.div(height).square()).exp();
    return Ops.rsub(2, costX).sub(costY);
  }

  /** Largest where the centres lie diagonally, zero where they lie on an axis. */
  private static Tensor angleCost(Tensor x, Tensor y) {
    Tensor distance = Ops.pow(x.square().add(y.square()), 0.5);
    Tensor sineX = x.abs().div(distance);
    Tensor sineY = y.abs().div(distance);
    Tensor sine = Ops.where(Ops.gt(sineX, Math.sqrt(2) / 2), sineY, sineX);
    return Ops.sub(Ops.mul(sine.asin(), 2), Math.PI / 2).cos();
  }

  private Tensor shapeCost(Pair pair) {
    Tensor width = difference(pair.prediction().width(), pair.target().width());
    Tensor height =
        difference(Ops.add(pair.prediction().height(), eps), Ops.add(pair.target().height(), eps));
    return width.add(height);
  }

  /** (1 - exp(-|a - b| / max(a, b)))^4. */
  private static Tensor difference(Tensor a, Tensor b) {
    Tensor relative = a.sub(b).abs().div(a.maximum(b));
    return Ops.pow(Ops.rsub(1, relative.neg().exp()), 4);
  }
}
