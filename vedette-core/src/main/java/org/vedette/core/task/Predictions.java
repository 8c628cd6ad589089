package org.vedette.core.task;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What an assigner matches with truths: the priors of one image and, for dynamic assigners, what
 * was predicted there. Fields that an assigner does not read may be null.
 *
 * @param priors (P, 4): boxes x1 y1 x2 y2, or points x y with strides (x, y, stride, stride)
 * @param boxes (P, 4): decoded boxes
 * @param scores (P, K): class scores as the assigner's documentation says (logits or probabilities)
 * @param levelSizes (L): how many of the priors belong to each level; empty where levels do not
 *     matter
 */
public record Predictions(Tensor priors, Tensor boxes, Tensor scores, List<Integer> levelSizes) {
  /** What was predicted at priors whose levels do not matter. */
  public Predictions(Tensor priors, Tensor boxes, Tensor scores) {
    this(priors, boxes, scores, List.of());
  }
}
