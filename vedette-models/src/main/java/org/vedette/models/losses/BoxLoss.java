package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/**
 * A loss of boxes (n, 4) that gives one number per box: weights of (n, 4) are averaged per box, and
 * where no weight is positive the loss is a zero with gradients.
 */
abstract class BoxLoss extends WeightedLoss {

  final double eps;

  BoxLoss(double eps, Reduction reduction, double lossWeight) {
    super(reduction, lossWeight);
    this.eps = eps;
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    if (shortcut(reduction(override)) && nothingCounts(weight)) {
      return zero(prediction, weight);
    }
    Tensor perBox =
        weight != null && weight.dim() > 1 ? Ops.mean(weight, new long[] {-1}, false) : weight;
    return super.forward(prediction, target, perBox, avgFactor, override);
  }

  /** Whether weights of zero lead to one zero, whatever the reduction. */
  boolean shortcut(Reduction inForce) {
    return true;
  }
}
