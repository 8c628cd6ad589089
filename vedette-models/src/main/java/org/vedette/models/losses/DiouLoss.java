package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/**
 * 1 - IoU plus the squared distance of the centres (Zheng et al. 2020): (n, 4) and (n, 4) to (n).
 */
@Component("DIoULoss")
public final class DiouLoss extends BoxLoss {
  /**
   * Settings.
   *
   * @param eps keeps denominators from zero
   * @param reduction how boxes become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("1e-6") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight) {}

  /** A loss with the given settings. */
  public DiouLoss(Config config) {
    super(config.eps(), config.reduction(), config.loss_weight());
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Pair pair = Pair.of(prediction, target, eps);
    return Ops.rsub(1, pair.iou().sub(pair.centreDistance()));
  }
}
