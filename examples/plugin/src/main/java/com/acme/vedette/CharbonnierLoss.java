package com.acme.vedette;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Loss;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/**
 * An L1 loss that is smooth at zero: the root of {@code difference^2 + eps^2} (Charbonnier et al.
 * 1994). Prediction and target are of one shape.
 */
@Component("acme.CharbonnierLoss")
public final class CharbonnierLoss implements Loss {
  private final Config config;

  /**
   * Settings.
   *
   * @param eps how wide the smooth part is; positive
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("0.001") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight) {
    /** Checks the number. */
    public Config {
      if (!(eps > 0)) {
        throw new IllegalArgumentException("eps: expected above 0, got " + eps);
      }
    }
  }

  /** A loss with these settings. */
  public CharbonnierLoss(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    double eps = config.eps();
    Tensor elements = Ops.add(prediction.sub(target).square(), eps * eps).sqrt();
    Tensor weighted = weight == null ? elements : elements.mul(weight);
    Reduction reduction = override == null ? config.reduction() : override;
    if (avgFactor != null && reduction == Reduction.SUM) {
      throw new IllegalArgumentException("an average factor cannot be used with reduction='sum'");
    }
    Tensor loss =
        switch (reduction) {
          case NONE -> weighted;
          case SUM -> weighted.sum();
          case MEAN -> avgFactor == null ? weighted.mean() : Ops.div(weighted.sum(), avgFactor);
        };
    return Ops.mul(loss, config.loss_weight());
  }
}
