package org.vedette.models.task.assigners;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * The quality focal loss (Li et al. 2020) of a prediction, were it to learn a truth: binary cross
 * entropy against 0 for all classes but the truth's, and against the IoU for that one, each times
 * the squared distance between probability and target.
 */
final class SoftLabelCost {
  private final float[] background;
  private final float[] logits;
  private final int numTruths;

  private SoftLabelCost(float[] background, float[] logits, int numTruths) {
    this.background = background;
    this.logits = logits;
    this.numTruths = numTruths;
  }

  /**
   * The costs of some predictions.
   *
   * @param scores (P, K) logits
   * @param rows (n) int64: the predictions in question
   * @param labels (G) int64
   */
  static SoftLabelCost of(Tensor scores, Tensor rows, Tensor labels) {
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Tensor logits = Ops.rows(scores, rows);
      // What all classes cost as background is the same for every truth: no (n, G, K) tensor.
      Tensor perClass = Functional.softplus(logits).mul(Ops.pow(logits.sigmoid(), 2));
      Tensor ofTruths = logits.index_select(1, Ops.toDeviceOf(labels, scores));
      return new SoftLabelCost(
          Tensors.toFloats(Ops.sum(perClass, 1, false)),
          Tensors.toFloats(ofTruths),
          (int) labels.size(0));
    }
  }

  /** The cost for prediction i to learn truth g with a given IoU. */
  float at(int i, int g, float iou) {
    double logit = logits[i * numTruths + g];
    double probability = 1 / (1 + Math.exp(-logit));
    double entropy = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    double asBackground = entropy * probability * probability;
    double distance = iou - probability;
    return (float) (background[i] - asBackground + (entropy - logit * iou) * distance * distance);
  }
}
