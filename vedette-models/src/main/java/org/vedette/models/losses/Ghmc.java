package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Loss;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Binary cross entropy whose examples weigh less the more there are of the same difficulty
 * (gradient harmonizing mechanism, Li et al. 2019): (n, K) logits, and (n) labels or (n, K) zeros
 * and ones. The average is over what counts, whatever the caller's factor.
 */
@Component("GHMC")
public final class Ghmc extends GradientHarmony implements Loss {
  /**
   * Settings.
   *
   * @param bins how many difficulties are told apart
   * @param momentum how slowly averaged counts change; 0 to count each step by itself
   * @param use_sigmoid must be True: each class is judged by itself
   * @param loss_weight what the result is multiplied by
   * @param reduction how elements become one number
   */
  public record Config(
      @Default("10") int bins,
      @Default("0") double momentum,
      @Default("True") boolean use_sigmoid,
      @Default("1.0") double loss_weight,
      @Default("'mean'") Reduction reduction) {
    /** Refuses what upstream does not have. */
    public Config {
      if (!use_sigmoid) {
        throw new IllegalArgumentException("use_sigmoid must be True");
      }
    }
  }

  private final Config config;

  /** A loss with the given settings. */
  public Ghmc(Config config) {
    super(config.bins(), config.momentum(), 1 + 1e-6f);
    this.config = config;
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    Tensor wanted = target;
    Tensor each = weight;
    if (prediction.dim() != target.dim()) {
      long classes = prediction.size(-1);
      Tensor known = Ops.ge(target, 0).logical_and(Ops.lt(target, (double) classes));
      Tensor safe = Ops.where(known, target, classes);
      wanted = Ops.slice(Ops.oneHot(safe, classes + 1), 1, 0, classes);
      each = weight == null ? null : weight.view(-1, 1).expand(Tensors.shape(prediction));
    }
    wanted = Ops.to(wanted, DType.FLOAT32);
    Tensor counts = each == null ? Ops.ge(wanted, Double.NEGATIVE_INFINITY) : Ops.gt(each, 0);
    double total = Math.max(counts.sum().item_double(), 1);
    Tensor difficulty = prediction.detach().sigmoid().sub(wanted).abs();
    Tensor elements = LossOps.bceWithLogits(prediction, wanted, null);
    Reduction reduction = override == null ? config.reduction() : override;
    Tensor weights = weights(difficulty, counts, total);
    return Ops.mul(WeightedLoss.reduce(elements, weights, reduction, total), config.loss_weight());
  }
}
