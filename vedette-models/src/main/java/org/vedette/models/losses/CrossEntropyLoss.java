package org.vedette.models.losses;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.core.MaskLoss;
import org.vedette.core.Reduction;
import org.vedette.tensor.DType;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Cross entropy of the softmax, (n, K, ...) logits and (n, ...) labels to (n, ...); or, with {@code
 * use_sigmoid}, of each class by itself, (n, K) logits and (n) labels, or targets of the logits'
 * shape, to the logits' shape; or, with {@code use_mask}, of masks.
 */
@Component("CrossEntropyLoss")
public final class CrossEntropyLoss extends WeightedLoss implements MaskLoss {
  private static final int NOT_A_LABEL = -100;

  /**
   * Settings.
   *
   * @param use_sigmoid whether each class is judged by itself; a label of K or more is background
   * @param use_mask whether predictions are masks, of which the object's class counts
   * @param reduction how elements become one number
   * @param class_weight a weight per class; with {@code use_sigmoid} of positives only; without the
   *     softmax also one for all classes
   * @param ignore_index the label that does not count
   * @param loss_weight what the result is multiplied by
   * @param avg_non_ignore whether a mean leaves out what does not count
   */
  public record Config(
      @Default("False") boolean use_sigmoid,
      @Default("False") boolean use_mask,
      @Default("'mean'") Reduction reduction,
      @Default("None") OneOrMany<Double> class_weight,
      @Default("None") Integer ignore_index,
      @Default("1.0") double loss_weight,
      @Default("False") boolean avg_non_ignore) {
    /** Checks that the keys fit together. */
    public Config {
      if (use_sigmoid && use_mask) {
        throw new IllegalArgumentException("use_sigmoid and use_mask exclude each other");
      }
      if (class_weight != null && !class_weight.many() && !use_sigmoid && !use_mask) {
        throw new IllegalArgumentException(
            "the softmax needs a list for class_weight: a weight for each class");
      }
      if (use_mask && (ignore_index != null || reduction != Reduction.MEAN)) {
        throw new IllegalArgumentException(
            "use_mask goes with reduction='mean' and without ignore_index");
      }
    }
  }

  private final Config config;
  private final int ignoreIndex;

  /** A loss with the given settings. */
  public CrossEntropyLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    this.config = config;
    ignoreIndex = config.ignore_index() == null ? NOT_A_LABEL : config.ignore_index();
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override) {
    if (config.use_mask()) {
      throw new IllegalStateException("with use_mask the loss needs the objects' labels");
    }
    if (!config.use_sigmoid()) {
      return finish(
          elements(prediction, target), weight, factor(target, avgFactor, override), override);
    }
    Tensor counts = counting(target);
    Tensor wanted = target;
    Tensor weights = weight;
    if (prediction.dim() != target.dim()) {
      wanted = oneHot(target, counts, prediction.size(-1));
      counts = counts.unsqueeze(1).expand(Tensors.shape(prediction));
      weights = weight == null ? null : weight.view(-1, 1);
    }
    counts = Ops.to(counts, DType.FLOAT32);
    Double average = avgFactor;
    if (avgFactor == null && averagesCounting(override)) {
      average = counts.sum().item_double();
    }
    return finish(
        elements(prediction, Ops.to(wanted, DType.FLOAT32)),
        weights == null ? counts : weights.mul(counts),
        average,
        override);
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor classWeight = classWeight(prediction);
    return config.use_sigmoid()
        ? LossOps.bceWithLogits(prediction, target, classWeight)
        : LossOps.crossEntropy(prediction, target, classWeight, ignoreIndex);
  }

  /** The mean over the masks of the objects' classes, (1). */
  @Override
  public Tensor forward(Tensor prediction, Tensor target, Tensor labels) {
    if (!config.use_mask()) {
      throw new IllegalStateException("masks with labels need use_mask=True");
    }
    Tensor flat = prediction.reshape(-1, prediction.size(2), prediction.size(3));
    Tensor first = Ops.mul(Ops.arange(prediction.size(0), labels), prediction.size(1));
    Tensor own = Ops.rows(flat, first.add(labels));
    Tensor elements = LossOps.bceWithLogits(own, Ops.to(target, DType.of(own)), null);
    Tensor classWeight = classWeight(prediction);
    return scale((classWeight == null ? elements : elements.mul(classWeight)).mean()).reshape(1);
  }

  private Tensor classWeight(Tensor like) {
    if (config.class_weight() == null) {
      return null;
    }
    List<Double> weights = config.class_weight().values();
    double[] values = weights.stream().mapToDouble(Double::doubleValue).toArray();
    return Ops.to(Ops.toDeviceOf(Tensors.of(values, values.length), like), DType.FLOAT32);
  }

  private boolean averagesCounting(Reduction override) {
    return config.avg_non_ignore() && reduction(override) == Reduction.MEAN;
  }

  private Double factor(Tensor labels, Double avgFactor, Reduction override) {
    if (avgFactor != null || !averagesCounting(override)) {
      return avgFactor;
    }
    return labels.numel() - Ops.eq(labels, ignoreIndex).sum().item_double();
  }

  /** Where labels are neither negative nor ignored. */
  private Tensor counting(Tensor labels) {
    return Ops.ge(labels, 0).logical_and(Ops.eq(labels, ignoreIndex).logical_not());
  }

  /** Rows with a one at the label; none where the label does not count or is background. */
  private static Tensor oneHot(Tensor labels, Tensor counts, long classes) {
    Tensor known = counts.logical_and(Ops.lt(labels, (double) classes));
    Tensor safe = Ops.where(known, labels, classes);
    return Ops.slice(Ops.oneHot(safe, classes + 1), 1, 0, classes);
  }
}
