package org.vedette.core.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.core.HasNumClasses;
import org.vedette.tensor.Layer;

/**
 * Classifies regions and refines their boxes: the network. What its numbers mean, in training and
 * in inference, is its {@link BoxTask}.
 */
@ComponentKind("bbox_head")
public abstract class BboxHead extends Layer implements HasNumClasses {
  /** The features of regions (R, C, h, w) to raw predictions. */
  public abstract BboxPredictions forward(Tensor features);

  /**
   * As {@link #forward(Tensor)}, with features of blown-up regions for the boxes; heads that do not
   * tell the two apart take the first.
   *
   * @param forClasses (R, C, h, w)
   * @param forBoxes (R, C, h, w)
   */
  public BboxPredictions forward(Tensor forClasses, Tensor forBoxes) {
    return forward(forClasses);
  }

  /** What the predictions mean. */
  public abstract BoxTask task();

  @Override
  public final int numClasses() {
    return task().numClasses();
  }
}
