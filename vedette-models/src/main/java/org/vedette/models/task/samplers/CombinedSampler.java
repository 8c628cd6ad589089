package org.vedette.models.task.samplers;

import org.vedette.config.ScalarNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.config.component.Spec;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.SamplingContext;

/**
 * Takes the positives of one sampler and the negatives of another (Libra R-CNN, Pang et al. 2019).
 */
@Component("CombinedSampler")
public final class CombinedSampler implements Picker {
  /**
   * Settings.
   *
   * @param pos_sampler picks positives; what it does not say of numbers it has from here
   * @param neg_sampler picks negatives; what it does not say of numbers it has from here
   * @param quota how many boxes are wanted
   */
  public record Config(
      Spec<BoxSampler> pos_sampler, Spec<BoxSampler> neg_sampler, @Flat Quota quota) {
    /** Hands the numbers down. */
    public Config {
      pos_sampler = withNumbers(pos_sampler, quota);
      neg_sampler = withNumbers(neg_sampler, quota);
    }

    private static Spec<BoxSampler> withNumbers(Spec<BoxSampler> part, Quota quota) {
      if (!Picker.class.isAssignableFrom(part.componentClass())) {
        throw new IllegalArgumentException(
            part.type() + " does not pick positives and negatives by themselves");
      }
      Spec<BoxSampler> complete = part;
      if (quota.num() != null && !part.node().has("num")) {
        complete = complete.with("num", ScalarNode.of(quota.num().longValue()));
      }
      if (quota.pos_fraction() != null && !part.node().has("pos_fraction")) {
        complete = complete.with("pos_fraction", ScalarNode.of(quota.pos_fraction()));
      }
      return complete;
    }
  }

  private final Quota quota;
  private final Picker ofPositives;
  private final Picker ofNegatives;

  /** A sampler with the given settings. */
  public CombinedSampler(Config config) {
    quota = config.quota().complete();
    ofPositives = (Picker) config.pos_sampler().build();
    ofNegatives = (Picker) config.neg_sampler().build();
  }

  @Override
  public Quota quota() {
    return quota;
  }

  @Override
  public int[] positives(Pool pool, int wanted, SamplingContext context) {
    return ofPositives.positives(pool, wanted, context);
  }

  @Override
  public int[] negatives(Pool pool, int wanted, SamplingContext context) {
    return ofNegatives.negatives(pool, wanted, context);
  }
}
