package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Key;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;

/**
 * Kullback-Leibler divergence from a teacher's softened distribution (Hinton et al. 2015): (n, K)
 * logits and (n, K) teacher's logits to (n).
 */
@Component("KnowledgeDistillationKLDivLoss")
public final class KnowledgeDistillationKlDivLoss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param reduction how rows become one number
   * @param loss_weight what the result is multiplied by
   * @param temperature what logits are divided by
   */
  public record Config(
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Key("T") @Default("10") int temperature) {
    /** Checks the range of the temperature. */
    public Config {
      if (temperature < 1) {
        throw new IllegalArgumentException("T must be 1 or more, got " + temperature);
      }
    }
  }

  private final int temperature;

  /** A loss with the given settings. */
  public KnowledgeDistillationKlDivLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    temperature = config.temperature();
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    // In double: at high temperatures both distributions are nearly flat, and the terms cancel.
    Tensor student = Ops.div(Ops.to(prediction, DType.FLOAT64), temperature);
    Tensor teacher = Ops.div(Ops.to(target, DType.FLOAT64), temperature);
    Tensor divergence =
        LossOps.klDivergence(LossOps.logSoftmax(student, 1), LossOps.softmax(teacher, 1).detach());
    Tensor mean = Ops.mean(divergence, new long[] {1}, false);
    return Ops.to(Ops.mul(mean, (double) temperature * temperature), DType.of(prediction));
  }
}
