package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;

/** |prediction - target|, of any shape. */
@Component("L1Loss")
public final class L1Loss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("'mean'") Reduction reduction, @Default("1.0") double loss_weight) {}

  /** A loss with the given settings. */
  public L1Loss(Config config) {
    super(config.reduction(), config.loss_weight());
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    return prediction.sub(target).abs();
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    return nothingCounts(weight)
        ? zero(prediction, weight)
        : super.forward(prediction, target, weight, avgFactor, override);
  }
}
