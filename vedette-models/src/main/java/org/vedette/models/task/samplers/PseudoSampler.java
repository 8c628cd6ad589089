package org.vedette.models.task.samplers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.core.Instances;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.Sampling;
import org.vedette.core.task.SamplingContext;

/**
 * Takes every positive and every negative, for losses that weigh all boxes by themselves; losses
 * are averaged over the positives.
 */
@Component("PseudoSampler")
public final class PseudoSampler implements BoxSampler {
  @Override
  public Sampling sample(
      Assignment assignment, Tensor priors, Instances truths, SamplingContext context) {
    Pool pool = Pool.of(assignment, priors, truths, false);
    return pool.sampling(pool.positives(), pool.negatives(), false);
  }
}
