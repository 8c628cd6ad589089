package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Loss;
import org.vedette.core.Reduction;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;

/** A loss that is computed per element or row, then weighted and reduced. */
abstract class WeightedLoss implements Loss {
  /** float32's machine epsilon, which keeps an average factor of zero from dividing by zero. */
  private static final double EPS = Math.ulp(1f);

  private final Reduction reduction;
  private final double lossWeight;

  WeightedLoss(Reduction reduction, double lossWeight) {
    this.reduction = reduction;
    this.lossWeight = lossWeight;
  }

  /** One loss per element or row. */
  abstract Tensor elements(Tensor prediction, Tensor target);

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    return finish(elements(prediction, target), weight, avgFactor, override);
  }

  /** The reduction in force. */
  final Reduction reduction(Reduction override) {
    return override == null ? reduction : override;
  }

  /** Weighs the elements, reduces them and scales the result by this loss's own weight. */
  final Tensor finish(Tensor elements, Tensor weight, Double avgFactor, Reduction override) {
    return scale(reduce(elements, weight, reduction(override), avgFactor));
  }

  /** Scales by this loss's own weight. */
  final Tensor scale(Tensor loss) {
    return Ops.mul(loss, lossWeight);
  }

  /**
   * Weighs and reduces elements.
   *
   * @param weight broadcasts with the elements; or null
   * @param avgFactor what a mean divides the sum by instead of the count; or null
   */
  static Tensor reduce(Tensor elements, Tensor weight, Reduction reduction, Double avgFactor) {
    Tensor loss = weight == null ? elements : elements.mul(weight);
    if (avgFactor != null && reduction == Reduction.SUM) {
      throw new IllegalArgumentException("an average factor cannot be used with reduction='sum'");
    }
    return switch (reduction) {
      case NONE -> loss;
      case SUM -> loss.sum();
      case MEAN -> avgFactor == null ? loss.mean() : Ops.div(loss.sum(), avgFactor + EPS);
    };
  }

  /** Whether the weights leave nothing to learn from. */
  static boolean nothingCounts(Tensor weight) {
    return weight != null && !LossOps.anyPositive(weight);
  }

  /** The zero that still has gradients, for weights that leave nothing to learn from. */
  static Tensor zero(Tensor prediction, Tensor weight) {
    Tensor wide = prediction.dim() == weight.dim() + 1 ? weight.unsqueeze(1) : weight;
    return prediction.mul(wide).sum();
  }
}
