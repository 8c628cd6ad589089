package org.vedette.core;

import org.bytedeco.pytorch.Tensor;

/**
 * A classification loss whose target is a label and how good the box is (Generalized Focal Loss):
 * the label's score should be the quality.
 */
public interface QualityLoss extends Loss {
  /**
   * The loss.
   *
   * @param prediction (n, K) logits
   * @param labels (n) int64; K or more is background
   * @param quality (n) in [0, 1], the IoU with the truth as a rule
   * @param weight (n), or null
   * @param avgFactor what a mean is divided by, or null
   */
  Tensor forward(Tensor prediction, Tensor labels, Tensor quality, Tensor weight, Double avgFactor);
}
