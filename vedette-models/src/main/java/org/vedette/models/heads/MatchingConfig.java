package org.vedette.models.heads;

import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.BoxSampler;

/**
 * What {@code train_cfg} of a head says whose priors are matched with truths.
 *
 * @param assigner decides which priors learn which truth
 * @param sampler chooses which of them count; None lets all count
 * @param allowed_border how far, in pixels, a prior may lie outside the image; negative for any
 *     distance
 * @param pos_weight weight of positive priors in the classification loss; 1 when not positive
 * @param debug without effect, here as upstream
 */
public record MatchingConfig(
    Spec<Assigner> assigner,
    @Default("None") Spec<BoxSampler> sampler,
    @Default("-1") double allowed_border,
    @Default("-1") double pos_weight,
    @Default("False") boolean debug) {
  /** The weight of positive priors in the classification loss. */
  float positiveWeight() {
    return pos_weight <= 0 ? 1 : (float) pos_weight;
  }
}
