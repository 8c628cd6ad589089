package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;

/** (prediction - target)^2, of any shape. */
@Component("MSELoss")
public final class MseLoss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("'mean'") Reduction reduction, @Default("1.0") double loss_weight) {}

  /** A loss with the given settings. */
  public MseLoss(Config config) {
    super(config.reduction(), config.loss_weight());
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    return prediction.sub(target).square();
  }
}
