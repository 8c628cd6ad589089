package org.vedette.models.task.samplers;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.RandomSource;
import org.vedette.core.Instances;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.Sampling;
import org.vedette.core.task.SamplingContext;

/**
 * A sampler with a quota: it picks positives up to a share of the quota, then negatives for the
 * rest. The two halves of different pickers can be combined.
 */
interface Picker extends BoxSampler {
  /** How many boxes are wanted. */
  Quota quota();

  /** At most {@code wanted} positives, in any order. */
  int[] positives(Pool pool, int wanted, SamplingContext context);

  /** At most {@code wanted} negatives, in any order. */
  int[] negatives(Pool pool, int wanted, SamplingContext context);

  @Override
  default Sampling sample(
      Assignment assignment, Tensor priors, Instances truths, SamplingContext context) {
    Quota quota = quota();
    Pool pool = Pool.of(assignment, priors, truths, quota.add_gt_as_proposals());
    int[] positives = positives(pool, quota.positives(), context);
    Arrays.sort(positives);
    int[] negatives = negatives(pool, quota.negatives(positives.length), context);
    Arrays.sort(negatives);
    return pool.sampling(positives, negatives, true);
  }

  /** {@code count} of some candidates by chance, all where there are no more. */
  static int[] choose(int[] candidates, int count, RandomSource random) {
    if (candidates.length <= count) {
      return candidates.clone();
    }
    int[] mixed = candidates.clone();
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, mixed.length);
      int other = mixed[j];
      mixed[j] = mixed[i];
      mixed[i] = other;
    }
    return Arrays.copyOf(mixed, count);
  }
}
