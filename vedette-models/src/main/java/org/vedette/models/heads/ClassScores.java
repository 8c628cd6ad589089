package org.vedette.models.heads;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Spec;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;

/**
 * How class logits become probabilities, which the loss decides: each class by itself, or all
 * together with background as the last.
 *
 * @param numClasses K
 * @param sigmoid whether each class is judged by itself
 */
record ClassScores(int numClasses, boolean sigmoid) {
  /** As upstream, a loss whose config does not say {@code use_sigmoid=True} takes all together. */
  static ClassScores of(int numClasses, Spec<?> loss) {
    boolean sigmoid =
        loss.node().get("use_sigmoid") instanceof ScalarNode scalar
            && Boolean.TRUE.equals(scalar.value());
    return new ClassScores(numClasses, sigmoid);
  }

  /** C: logits per prior. */
  int channels() {
    return sigmoid ? numClasses : numClasses + 1;
  }

  /** Logits (..., C) to probabilities (..., K). */
  Tensor probabilities(Tensor logits) {
    return sigmoid ? logits.sigmoid() : Ops.slice(LossOps.softmax(logits, -1), -1, 0, numClasses);
  }
}
