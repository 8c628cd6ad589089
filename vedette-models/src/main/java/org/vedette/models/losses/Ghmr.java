package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Loss;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * A smooth L1 loss whose examples weigh less the more there are of the same difficulty (gradient
 * harmonizing mechanism, Li et al. 2019): (n, 4) to one number. The average is over the weights,
 * whatever the caller's factor.
 */
@Component("GHMR")
public final class Ghmr extends GradientHarmony implements Loss {
  private static final float LAST_EDGE = 1000;

  /**
   * Settings.
   *
   * @param mu below this distance the loss is about square
   * @param bins how many difficulties are told apart
   * @param momentum how slowly averaged counts change; 0 to count each step by itself
   * @param loss_weight what the result is multiplied by
   * @param reduction how elements become one number
   */
  public record Config(
      @Default("0.02") double mu,
      @Default("10") int bins,
      @Default("0") double momentum,
      @Default("1.0") double loss_weight,
      @Default("'mean'") Reduction reduction) {}

  private final Config config;

  /** A loss with the given settings. */
  public Ghmr(Config config) {
    super(config.bins(), config.momentum(), LAST_EDGE);
    this.config = config;
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    Tensor each =
        weight == null ? Tensors.fullLike(prediction, 1, Tensors.shape(prediction)) : weight;
    Tensor distance = prediction.sub(target);
    Tensor root = Ops.add(distance.square(), config.mu() * config.mu()).sqrt();
    Tensor difficulty = distance.div(root).abs().detach();
    double total = Math.max(each.sum().item_double(), 1);
    Tensor weights = weights(difficulty, Ops.gt(each, 0), total);
    Reduction reduction = override == null ? config.reduction() : override;
    return Ops.mul(
        WeightedLoss.reduce(Ops.sub(root, config.mu()), weights, reduction, total),
        config.loss_weight());
  }
}
