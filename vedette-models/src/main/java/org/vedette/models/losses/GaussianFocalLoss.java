package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.Ops;

/**
 * Focal loss of heat maps whose peaks are gaussian (CornerNet, Law and Deng 2018): probabilities
 * and targets of one shape.
 */
@Component("GaussianFocalLoss")
public final class GaussianFocalLoss extends WeightedLoss {
  private static final double EPS = 1e-12;

  /**
   * Settings.
   *
   * @param alpha how much easy examples are discounted
   * @param gamma how much negatives near a peak are discounted
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   * @param pos_weight the weight of peaks
   * @param neg_weight the weight of everything else
   */
  public record Config(
      @Default("2.0") double alpha,
      @Default("4.0") double gamma,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Default("1.0") double pos_weight,
      @Default("1.0") double neg_weight) {}

  private final Config config;

  /** A loss with the given settings. */
  public GaussianFocalLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    this.config = config;
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor positive = ofPeaks(prediction).mul(Ops.eq(target, 1));
    return Ops.mul(positive, config.pos_weight())
        .add(Ops.mul(elsewhere(prediction, target), config.neg_weight()));
  }

  /**
   * The loss where peaks are given by their places (CenterNet2): only those count as positives.
   *
   * @param prediction (n, K) probabilities
   * @param target (n, K) heat
   * @param rows (p) int64: the rows with a peak
   * @param labels (p) int64: the peaks' classes
   */
  public Tensor forward(
      Tensor prediction,
      Tensor target,
      Tensor rows,
      Tensor labels,
      Double avgFactor,
      Reduction override) {
    Reduction inForce = reduction(override);
    Tensor peaks = Ops.rows(prediction, rows).gather(1, labels.unsqueeze(1));
    Tensor positive = reduce(ofPeaks(peaks), null, inForce, avgFactor);
    Tensor negative = reduce(elsewhere(prediction, target), null, inForce, avgFactor);
    return scale(
        Ops.mul(positive, config.pos_weight()).add(Ops.mul(negative, config.neg_weight())));
  }

  private Tensor ofPeaks(Tensor prediction) {
    Tensor discount = Ops.pow(Ops.rsub(1, prediction), config.alpha());
    return Ops.add(prediction, EPS).log().neg().mul(discount);
  }

  private Tensor elsewhere(Tensor prediction, Tensor target) {
    Tensor away = Ops.pow(Ops.rsub(1, target), config.gamma());
    Tensor discount = Ops.pow(prediction, config.alpha());
    return Ops.add(Ops.rsub(1, prediction), EPS).log().neg().mul(discount).mul(away);
  }
}
