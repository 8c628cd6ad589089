package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;

/**
 * Cross entropy towards the two whole numbers around a distance (Generalized Focal Loss, Li et al.
 * 2020): (n, bins) logits and (n) distances below bins - 1 to (n).
 */
@Component("DistributionFocalLoss")
public final class DistributionFocalLoss extends WeightedLoss {
  private static final long NO_IGNORED = -100;

  /**
   * Settings.
   *
   * @param reduction how rows become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("'mean'") Reduction reduction, @Default("1.0") double loss_weight) {}

  /** A loss with the given settings. */
  public DistributionFocalLoss(Config config) {
    super(config.reduction(), config.loss_weight());
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor left = Ops.to(target, DType.INT64);
    Tensor right = Ops.add(left, 1);
    return LossOps.crossEntropy(prediction, left, null, NO_IGNORED)
        .mul(right.sub(target))
        .add(LossOps.crossEntropy(prediction, right, null, NO_IGNORED).mul(target.sub(left)));
  }
}
