package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;

/**
 * Focal loss that discounts negatives only (VarifocalNet, Zhang et al. 2020): (n, K) logits and (n,
 * K) qualities, zero for negatives, to (n, K).
 */
@Component("VarifocalLoss")
public final class VarifocalLoss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param use_sigmoid must be True: each class is judged by itself
   * @param alpha the weight of negatives
   * @param gamma how much easy negatives are discounted
   * @param iou_weighted whether positives weigh as much as their quality
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("True") boolean use_sigmoid,
      @Default("0.75") double alpha,
      @Default("2.0") double gamma,
      @Default("True") boolean iou_weighted,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight) {
    /** Refuses what upstream does not have. */
    public Config {
      if (!use_sigmoid) {
        throw new IllegalArgumentException("use_sigmoid must be True");
      }
      if (!(alpha >= 0)) {
        throw new IllegalArgumentException("alpha must be 0 or more, got " + alpha);
      }
    }
  }

  private final Config config;

  /** A loss with the given settings. */
  public VarifocalLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    this.config = config;
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor wanted = Ops.to(target, DType.of(prediction));
    Tensor isPositive = Ops.gt(wanted, 0);
    Tensor positive = config.iou_weighted() ? wanted.mul(isPositive) : isPositive;
    Tensor distance = prediction.sigmoid().sub(wanted).abs();
    Tensor negative =
        Ops.mul(Ops.pow(distance, config.gamma()), config.alpha()).mul(isPositive.logical_not());
    return LossOps.bceWithLogits(prediction, wanted, null).mul(negative.add(positive));
  }
}
