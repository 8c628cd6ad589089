package org.vedette.core.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Layer;

/** Predicts the masks of regions. */
@ComponentKind("mask_head")
public abstract class MaskHead extends Layer {
  /** The features of regions (R, C, h, w) to mask logits (R, K, h', w'); K is 1 without classes. */
  public abstract Tensor forward(Tensor features);

  /**
   * The losses of the positives' masks.
   *
   * @param logits (R, K, h, w): of the positives of all images
   * @param truths of each image, with masks
   */
  public abstract Losses loss(
      Tensor logits, List<Sampling> samplings, List<Instances> truths, RcnnTrainConfig config);

  /**
   * The probability of each pixel of a region to belong to the object, (R, h, w).
   *
   * @param logits (R, K, h, w)
   * @param labels (R): which of the K masks counts
   */
  public abstract Tensor probabilities(Tensor logits, int[] labels);
}
