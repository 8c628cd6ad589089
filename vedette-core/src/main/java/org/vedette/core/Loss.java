package org.vedette.core;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;

/** Measures how far predictions are from targets, differentiably. */
@ComponentKind("loss")
public interface Loss {
  /**
   * The loss.
   *
   * @param prediction the shape is each loss's own, such as (n, K) logits or (n, 4) boxes
   * @param target (n) int64 labels, or numbers of the prediction's shape
   * @param weight a weight per element or per row, or null
   * @param avgFactor what a mean is divided by instead of the number of elements, or null
   * @param override a reduction instead of the configured one, or null
   * @return a tensor of no dimension, or one of the elements' shape when nothing is reduced
   */
  Tensor forward(
      Tensor prediction, Tensor target, Tensor weight, Double avgFactor, Reduction override);
}
