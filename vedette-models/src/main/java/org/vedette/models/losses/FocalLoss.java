package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;

/**
 * Cross entropy with easy examples discounted (RetinaNet, Lin et al. 2017): (n, K) logits and (n)
 * labels, K for background, or (n, K) zeros and ones, to (n, K).
 */
@Component("FocalLoss")
public final class FocalLoss extends WeightedLoss {
  /**
   * Settings.
   *
   * @param use_sigmoid must be True: each class is judged by itself
   * @param gamma how much easy examples are discounted
   * @param alpha the weight of positives; negatives have 1 - alpha
   * @param reduction how elements become one number
   * @param loss_weight what the result is multiplied by
   * @param activated whether predictions are probabilities instead of logits
   */
  public record Config(
      @Default("True") boolean use_sigmoid,
      @Default("2.0") double gamma,
      @Default("0.25") double alpha,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Default("False") boolean activated) {
    /** Refuses what upstream does not have. */
    public Config {
      if (!use_sigmoid) {
        throw new IllegalArgumentException("use_sigmoid must be True");
      }
    }
  }

  private final Config config;

  /** A loss with the given settings. */
  public FocalLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    this.config = config;
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    Tensor elements = elements(prediction, target);
    return finish(elements, fitted(weight, elements), avgFactor, override);
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    boolean labels = prediction.dim() != target.dim();
    if (labels && !config.activated()) {
      return elementsOfLabels(prediction, target);
    }
    Tensor wanted = Ops.to(labels ? isOwnClass(prediction, target) : target, DType.of(prediction));
    Tensor probability = config.activated() ? prediction : prediction.sigmoid();
    Tensor unwanted = Ops.rsub(1, wanted);
    Tensor error = Ops.rsub(1, probability).mul(wanted).add(probability.mul(unwanted));
    Tensor balance = Ops.mul(wanted, config.alpha()).add(Ops.mul(unwanted, 1 - config.alpha()));
    Tensor entropy =
        config.activated()
            ? LossOps.bce(prediction, wanted)
            : LossOps.bceWithLogits(prediction, wanted, null);
    return entropy.mul(balance.mul(Ops.pow(error, config.gamma())));
  }

  /**
   * The same where each row has one class or none. With the sign of the logits turned for the own
   * class, the error is their sigmoid and the entropy their softplus: few steps, each of which
   * passes over all priors times all classes.
   */
  private Tensor elementsOfLabels(Tensor logits, Tensor labels) {
    Tensor own = Ops.to(isOwnClass(logits, labels), DType.of(logits));
    Tensor sign = Ops.rsub(1.0, Ops.mul(own, 2.0));
    Tensor balance = Ops.add(Ops.mul(own, 2 * config.alpha() - 1), 1 - config.alpha());
    Tensor turned = logits.mul(sign);
    Tensor discount = Ops.pow(turned.sigmoid(), config.gamma());
    return Functional.softplus(turned).mul(discount.mul(balance));
  }

  /** Whether a column is the class of its row; background has no column. */
  private static Tensor isOwnClass(Tensor prediction, Tensor labels) {
    return labels.unsqueeze(1).eq(Ops.arange(prediction.size(1), labels));
  }

  /** Weights per row or per element in a shape that broadcasts with the elements. */
  private static Tensor fitted(Tensor weight, Tensor elements) {
    if (weight == null || weight.dim() == elements.dim()) {
      return weight;
    }
    return weight.size(0) == elements.size(0)
        ? weight.view(-1, 1)
        : weight.view(elements.size(0), -1);
  }
}
