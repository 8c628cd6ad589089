package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.Ops;

/**
 * 1 - Dice coefficient of masks (V-Net, Milletari et al. 2016): (n, ...) logits and (n, ...)
 * targets to (n).
 */
@Component("DiceLoss")
public final class DiceLoss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param use_sigmoid how predictions are activated: must be True unless {@code activate} is False
   * @param activate whether predictions are logits
   * @param reduction how masks become one number
   * @param naive_dice whether the denominator sums the values instead of their squares
   * @param loss_weight what the result is multiplied by
   * @param eps keeps the denominator from zero
   */
  public record Config(
      @Default("True") boolean use_sigmoid,
      @Default("True") boolean activate,
      @Default("'mean'") Reduction reduction,
      @Default("False") boolean naive_dice,
      @Default("1.0") double loss_weight,
      @Default("1e-3") double eps) {
    /** Refuses what upstream does not have. */
    public Config {
      if (activate && !use_sigmoid) {
        throw new IllegalArgumentException("use_sigmoid must be True where activate is");
      }
    }
  }

  private final Config config;

  /** A loss with the given settings. */
  public DiceLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    this.config = config;
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor activated = config.activate() ? prediction.sigmoid() : prediction;
    Tensor p = activated.flatten(1, -1);
    Tensor t = Ops.to(target.flatten(1, -1), DType.FLOAT32);
    Tensor common = Ops.mul(rowSum(p.mul(t)), 2);
    double eps = config.eps();
    if (config.naive_dice()) {
      Tensor both = rowSum(p).add(rowSum(t));
      return Ops.rsub(1, Ops.add(common, eps).div(Ops.add(both, eps)));
    }
    Tensor both = Ops.add(rowSum(p.square()), eps).add(Ops.add(rowSum(t.square()), eps));
    return Ops.rsub(1, common.div(both));
  }

  private static Tensor rowSum(Tensor rows) {
    return Ops.sum(rows, 1, false);
  }
}
