package org.vedette.models.losses;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Accuracy;
import org.vedette.core.ClassScheme;
import org.vedette.core.Losses;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.Tensors;

/**
 * Cross entropy that lets frequent classes punish rare ones less, and wrong guesses more (Seesaw
 * Loss for Long-Tailed Instance Segmentation, Wang et al. 2021). Logits are (n, K + 2): K classes,
 * then object and background. Buffer: {@code cum_samples}, (K + 1), how often each class has come
 * up so far.
 */
@Component("SeesawLoss")
public final class SeesawLoss extends Layer implements ClassScheme {
  private static final int NOT_A_LABEL = -100;

  /**
   * Settings.
   *
   * @param use_sigmoid must be False: classes exclude each other
   * @param p how much less rarer classes are punished; 0 for not at all
   * @param q how much more classes are punished that score above the true one; 0 for not at all
   * @param num_classes K
   * @param eps the least score of the true class that others are compared with
   * @param reduction how rows become one number
   * @param loss_weight what the result is multiplied by
   * @param return_dict whether the losses of classes and of being an object are shown apart
   */
  public record Config(
      @Default("False") boolean use_sigmoid,
      @Default("0.8") double p,
      @Default("2.0") double q,
      @Default("1203") int num_classes,
      @Default("0.01") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Default("True") boolean return_dict) {
    /** Refuses what upstream does not have. */
    public Config {
      if (use_sigmoid) {
        throw new IllegalArgumentException("use_sigmoid must be False");
      }
      if (num_classes < 1) {
        throw new IllegalArgumentException("'num_classes' must be above 0");
      }
      if (reduction == Reduction.NONE) {
        throw new IllegalArgumentException(
            "reduction: expected 'mean' or 'sum': its two parts have no rows in common");
      }
    }
  }

  private final Config config;
  private final Param counts;

  /** A loss with the given settings. */
  public SeesawLoss(Config config) {
    this.config = config;
    counts = buffer("cum_samples", Tensors.zeros(DType.FLOAT32, config.num_classes() + 1L));
  }

  @Override
  public int channels(int numClasses) {
    if (numClasses != config.num_classes()) {
      throw new VedetteException(
          "loss_cls: SeesawLoss is for num_classes="
              + config.num_classes()
              + ", its head for num_classes="
              + numClasses
              + "; hint: set num_classes of both");
    }
    return numClasses + 2;
  }

  private Tensor classes(Tensor logits) {
    return Ops.slice(logits, 1, 0, config.num_classes());
  }

  private Tensor objectness(Tensor logits) {
    return Ops.slice(logits, 1, config.num_classes(), config.num_classes() + 2L);
  }

  @Override
  public Tensor probabilities(Tensor logits) {
    Tensor ofClasses = LossOps.softmax(classes(logits), -1);
    Tensor object = LossOps.softmax(objectness(logits), -1);
    return Ops.cat(
        List.of(ofClasses.mul(Ops.slice(object, 1, 0, 1)), Ops.slice(object, 1, 1, 2)), 1);
  }

  @Override
  public Losses losses(Tensor logits, Tensor labels, Tensor weight, Double avgFactor) {
    Parts parts = parts(logits, labels, weight, avgFactor, config.reduction());
    return config.return_dict()
        ? new Losses()
            .add("loss_cls_objectness", parts.objectness)
            .add("loss_cls_classes", parts.classes)
        : new Losses().add("loss_cls", parts.sum());
  }

  /** The sum of both parts. */
  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    if (override == Reduction.NONE) {
      throw new VedetteException(
          "SeesawLoss has no loss per region, which OHEMSampler needs; hint: use RandomSampler");
    }
    Reduction reduction = override == null ? config.reduction() : override;
    return parts(prediction, target, weight, avgFactor, reduction).sum();
  }

  private record Parts(Tensor objectness, Tensor classes) {
    Tensor sum() {
      return classes.add(objectness);
    }
  }

  private Parts parts(
      Tensor logits, Tensor labels, Tensor weight, Double avgFactor, Reduction reduction) {
    count(labels);
    Tensor background = Ops.to(Ops.eq(labels, config.num_classes()), DType.INT64);
    Tensor objectness = LossOps.crossEntropy(objectness(logits), background, null, NOT_A_LABEL);
    Tensor positives = Ops.nonzero(Ops.lt(labels, (double) config.num_classes()));
    Tensor own = Ops.rows(classes(logits), positives);
    Tensor ofClasses = own.sum();
    if (positives.size(0) > 0) {
      Tensor elements = elements(own, Ops.rows(labels, positives));
      Tensor weights = weight == null ? null : Ops.rows(weight, positives);
      ofClasses = scaled(WeightedLoss.reduce(elements, weights, reduction, avgFactor));
    }
    return new Parts(
        scaled(WeightedLoss.reduce(objectness, weight, reduction, avgFactor)), ofClasses);
  }

  private Tensor scaled(Tensor loss) {
    return Ops.mul(loss, config.loss_weight());
  }

  private void count(Tensor labels) {
    try (GradMode off = GradMode.off()) {
      Tensor before = counts.get();
      Tensor ones = Tensors.fullLike(before, 1, labels.numel());
      // Added up first: one more is no longer more in a float32 that has come to 16,777,216.
      Tensor batch = Tensors.fullLike(before, 0, before.numel()).index_add(0, labels, ones);
      counts.copyFrom(before.add(batch));
    }
  }

  /** The cross entropy of objects, (n), with logits of other classes moved by their weights. */
  private Tensor elements(Tensor logits, Tensor labels) {
    Tensor others = Ops.rsub(1.0, Ops.to(Ops.oneHot(labels, config.num_classes()), DType.FLOAT32));
    Tensor moved = logits.add(weights(logits.detach(), labels).log().mul(others));
    return LossOps.crossEntropy(moved, labels, null, NOT_A_LABEL);
  }

  /** How much each class (n, K) is punished beside a row's own. */
  private Tensor weights(Tensor logits, Tensor labels) {
    try (GradMode off = GradMode.off()) {
      Tensor weights = Tensors.fullLike(logits, 1, logits.size(0), logits.size(1));
      if (config.p() > 0) {
        Tensor seen = Ops.clampMin(Ops.slice(counts.get(), 0, 0, config.num_classes()), 1);
        Tensor ratio = seen.unsqueeze(0).div(Ops.rows(seen, labels).unsqueeze(1));
        // Rarer classes are spared; those as frequent are not.
        weights = Ops.pow(Ops.clampMax(ratio, 1), config.p());
      }
      if (config.q() > 0) {
        Tensor scores = LossOps.softmax(logits, 1);
        Tensor own = Ops.clampMin(scores.gather(1, labels.unsqueeze(1)), config.eps());
        weights = weights.mul(Ops.pow(Ops.clampMin(scores.div(own), 1), config.q()));
      }
      return weights;
    }
  }

  @Override
  public Losses accuracy(Tensor logits, Tensor labels) {
    Tensor positives = Ops.nonzero(Ops.lt(labels, (double) config.num_classes()));
    Tensor background = Ops.to(Ops.eq(labels, config.num_classes()), DType.INT64);
    return new Losses()
        .add("acc_objectness", Accuracy.of(objectness(logits), background))
        .add(
            "acc_classes",
            Accuracy.of(Ops.rows(classes(logits), positives), Ops.rows(labels, positives)));
  }
}
