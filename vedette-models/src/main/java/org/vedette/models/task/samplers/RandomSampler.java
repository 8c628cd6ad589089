package org.vedette.models.task.samplers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.core.task.SamplingContext;

/** Picks positives and negatives by chance (Faster R-CNN, Ren et al. 2015). */
@Component("RandomSampler")
public final class RandomSampler implements Picker {
  /**
   * Settings.
   *
   * @param quota how many boxes are wanted
   */
  public record Config(@Flat Quota quota) {}

  private final Quota quota;

  /** A sampler with the given settings. */
  public RandomSampler(Config config) {
    quota = config.quota().complete();
  }

  @Override
  public Quota quota() {
    return quota;
  }

  @Override
  public int[] positives(Pool pool, int wanted, SamplingContext context) {
    return Picker.choose(pool.positives(), wanted, context.random());
  }

  @Override
  public int[] negatives(Pool pool, int wanted, SamplingContext context) {
    return Picker.choose(pool.negatives(), wanted, context.random());
  }
}
