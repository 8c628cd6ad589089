package org.vedette.models.losses;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.QualityLoss;
import org.vedette.core.Reduction;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Focal loss towards a quality instead of one (Generalized Focal Loss, Li et al. 2020): (n, K)
 * logits to (n). The target is a label and a quality per row, or (n, K) qualities.
 */
@Component("QualityFocalLoss")
public final class QualityFocalLoss extends WeightedLoss implements QualityLoss {
  /**
   * Settings.
   *
   * @param use_sigmoid must be True: each class is judged by itself
   * @param beta how much easy examples are discounted
   * @param reduction how rows become one number
   * @param loss_weight what the result is multiplied by
   * @param activated whether predictions are probabilities instead of logits
   */
  public record Config(
      @Default("True") boolean use_sigmoid,
      @Default("2.0") double beta,
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

  private final double beta;
  private final boolean activated;

  /** A loss with the given settings. */
  public QualityFocalLoss(Config config) {
    super(config.reduction(), config.loss_weight());
    beta = config.beta();
    activated = config.activated();
  }

  @Override
  public Tensor forward(
      Tensor prediction, Tensor labels, Tensor quality, Tensor weight, Double avgFactor) {
    return forward(prediction, labels, quality, weight, avgFactor, null);
  }

  /** The loss against labels and qualities with another reduction than the configured one. */
  public Tensor forward(
      Tensor prediction,
      Tensor labels,
      Tensor quality,
      Tensor weight,
      Double avgFactor,
      Reduction override) {
    long[] label = Tensors.toLongs(labels);
    int classes = (int) prediction.size(1);
    long[] rows = new long[label.length];
    long[] cells = new long[label.length];
    int count = 0;
    for (int i = 0; i < label.length; i++) {
      if (label[i] >= 0 && label[i] < classes) {
        rows[count] = i;
        cells[count++] = (long) i * classes + label[i];
      }
    }
    Tensor row = indices(rows, count, prediction);
    Tensor cell = indices(cells, count, prediction);
    Tensor elements = elements(prediction, cell, Ops.rows(quality, row));
    return finish(elements, weight, avgFactor, override);
  }

  private static Tensor indices(long[] values, int count, Tensor like) {
    return Ops.toDeviceOf(Tensors.of(Arrays.copyOf(values, count), count), like);
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor flat = target.reshape(-1);
    Tensor cells = Ops.nonzero(Ops.eq(flat, 0).logical_not());
    return elements(prediction, cells, Ops.rows(flat, cells));
  }

  /**
   * One loss per row.
   *
   * @param cells (p): positions of the positives in the flattened prediction
   * @param quality (p): what is wanted there; elsewhere zero is
   */
  private Tensor elements(Tensor prediction, Tensor cells, Tensor quality) {
    Tensor flat = prediction.reshape(-1);
    Tensor probability = activated ? flat : flat.sigmoid();
    Tensor zeros = Tensors.zerosLike(flat, flat.numel());
    Tensor negative = entropy(flat, zeros).mul(Ops.pow(probability, beta));
    Tensor distance = quality.sub(Ops.rows(probability, cells)).abs();
    Tensor positive = entropy(Ops.rows(flat, cells), quality).mul(Ops.pow(distance, beta));
    Tensor all = negative.index_copy(0, cells, positive);
    return Ops.sum(all.view(Tensors.shape(prediction)), 1, false);
  }

  private Tensor entropy(Tensor prediction, Tensor target) {
    return activated
        ? LossOps.bce(prediction, target)
        : LossOps.bceWithLogits(prediction, target, null);
  }
}
