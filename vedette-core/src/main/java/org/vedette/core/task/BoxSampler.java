package org.vedette.core.task;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.core.Instances;

/** Chooses which of an image's assigned boxes take part in a loss: what {@code sampler} names. */
@ComponentKind("box_sampler")
public interface BoxSampler {
  /**
   * Chooses positives and negatives.
   *
   * @param assignment what the assigner decided of the priors
   * @param priors (P, 4): anchors, points with strides, or proposals
   * @param truths boxes (G, 4) and labels (G) of the image
   * @param context what a choice may depend on besides
   */
  Sampling sample(Assignment assignment, Tensor priors, Instances truths, SamplingContext context);
}
