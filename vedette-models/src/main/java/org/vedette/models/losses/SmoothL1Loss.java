package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/** Quadratic up to beta, linear beyond (Fast R-CNN, Girshick 2015), of any shape. */
@Component("SmoothL1Loss")
public final class SmoothL1Loss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param beta the difference from which the loss is linear
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("1.0") double beta,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight) {
    /** Checks the range of beta. */
    public Config {
      if (!(beta > 0)) {
        throw new IllegalArgumentException("beta must be greater than 0, got " + beta);
      }
    }
  }

  private final double beta;

  /** A loss with the given settings. */
  public SmoothL1Loss(Config config) {
    super(config.reduction(), config.loss_weight());
    beta = config.beta();
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor distance = prediction.sub(target).abs();
    Tensor near = Ops.div(Ops.mul(distance, 0.5).mul(distance), beta);
    return Ops.where(Ops.lt(distance, beta), near, Ops.sub(distance, 0.5 * beta));
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    return nothingCounts(weight)
        ? zero(prediction, weight)
        : super.forward(prediction, target, weight, avgFactor, override);
  }
}
