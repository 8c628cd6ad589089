package org.vedette.core;

import org.bytedeco.pytorch.Tensor;

/** A loss of one mask per object and class, of which the object's class counts. */
public interface MaskLoss extends Loss {
  /**
   * The mean loss.
   *
   * @param prediction (n, K, H, W) logits; K is 1 where masks do not depend on the class
   * @param target (n, H, W) in [0, 1]
   * @param labels (n) int64: which of the K masks counts
   */
  Tensor forward(Tensor prediction, Tensor target, Tensor labels);
}
