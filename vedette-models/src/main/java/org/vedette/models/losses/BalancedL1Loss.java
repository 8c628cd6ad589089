package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/** Smooth L1 with gradients raised for small errors (Libra R-CNN, Pang et al. 2019). */
@Component("BalancedL1Loss")
public final class BalancedL1Loss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param alpha how much small errors gain
   * @param gamma the gradient of large errors
   * @param beta the difference from which the loss is linear
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("0.5") double alpha,
      @Default("1.5") double gamma,
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

  private final Config config;

  /** A loss with the given settings. */
  public BalancedL1Loss(Config config) {
    super(config.reduction(), config.loss_weight());
    this.config = config;
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    double alpha = config.alpha();
    double gamma = config.gamma();
    double beta = config.beta();
    double b = Math.exp(gamma / alpha) - 1;
    Tensor distance = prediction.sub(target).abs();
    Tensor scaled = Ops.mul(distance, b);
    Tensor logarithm = Ops.add(Ops.div(scaled, beta), 1).log();
    Tensor near =
        Ops.mul(Ops.add(scaled, 1), alpha / b).mul(logarithm).sub(Ops.mul(distance, alpha));
    Tensor far = Ops.add(Ops.mul(distance, gamma), gamma / b - alpha * beta);
    return Ops.where(Ops.lt(distance, beta), near, far);
  }
}
