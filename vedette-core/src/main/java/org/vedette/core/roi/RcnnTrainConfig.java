package org.vedette.core.roi;

import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.BoxSampler;

/**
 * What the second stage needs in training: what {@code train_cfg.rcnn} says.
 *
 * @param assigner decides which proposals learn which truth
 * @param sampler chooses which of them take part
 * @param pos_weight what positives weigh in classification; 1 when not positive
 * @param mask_size rows and columns of the masks that are compared
 * @param soft_mask_target whether the truth's masks keep their shares of pixels instead of becoming
 *     0 or 1
 * @param debug no effect, as upstream
 */
public record RcnnTrainConfig(
    Spec<Assigner> assigner,
    Spec<BoxSampler> sampler,
    @Default("-1") double pos_weight,
    @Default("None") OneOrMany<Integer> mask_size,
    @Default("False") boolean soft_mask_target,
    @Default("False") boolean debug) {
  /** Checks the masks' size. */
  public RcnnTrainConfig {
    if (mask_size != null && mask_size.repeated(2).stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("mask_size must be positive, got " + mask_size.values());
    }
  }
}
