package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.core.box.Overlaps;
import org.vedette.tensor.Ops;

/** 1 - GIoU (Rezatofighi et al. 2019): (n, 4) and (n, 4) to (n). */
@Component("GIoULoss")
public final class GiouLoss extends BoxLoss {
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
  public GiouLoss(Config config) {
    super(config.eps(), config.reduction(), config.loss_weight());
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    return Ops.rsub(1, Overlaps.aligned(prediction, target, Overlaps.Mode.GIOU, eps));
  }
}
