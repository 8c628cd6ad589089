package org.vedette.models.task.samplers;

import java.util.BitSet;
import org.vedette.base.IntList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.core.task.SamplingContext;

/**
 * Picks about as many positives of each truth (Libra R-CNN, Pang et al. 2019); negatives by chance.
 */
@Component("InstanceBalancedPosSampler")
public final class InstanceBalancedPosSampler implements Picker {
  /**
   * Settings.
   *
   * @param quota how many boxes are wanted
   */
  public record Config(@Flat Quota quota) {}

  private final Quota quota;

  /** A sampler with the given settings. */
  public InstanceBalancedPosSampler(Config config) {
    quota = config.quota().complete();
  }

  @Override
  public Quota quota() {
    return quota;
  }

  @Override
  public int[] positives(Pool pool, int wanted, SamplingContext context) {
    int[] candidates = pool.positives();
    if (candidates.length <= wanted) {
      return candidates;
    }
    IntList[] ofTruth = byTruth(pool, candidates);
    int truths = 0;
    for (IntList own : ofTruth) {
      truths += own == null ? 0 : 1;
    }
    int each = (int) Math.rint((double) wanted / truths) + 1;
    IntList chosen = new IntList(candidates.length);
    for (IntList own : ofTruth) {
      if (own != null) {
        for (int candidate : Picker.choose(own.toArray(), each, context.random())) {
          chosen.add(candidate);
        }
      }
    }
    return chosen.size() > wanted
        ? Picker.choose(chosen.toArray(), wanted, context.random())
        : filled(chosen, candidates, wanted, context);
  }

  private static IntList[] byTruth(Pool pool, int[] candidates) {
    IntList[] ofTruth = new IntList[pool.truthBoxes().length / 4];
    for (int candidate : candidates) {
      int truth = pool.truthOf()[candidate] - 1;
      if (ofTruth[truth] == null) {
        ofTruth[truth] = new IntList(16);
      }
      ofTruth[truth].add(candidate);
    }
    return ofTruth;
  }

  /** What was chosen, and by chance as many others as are missing. */
  static int[] filled(IntList chosen, int[] candidates, int wanted, SamplingContext context) {
    BitSet taken = new BitSet();
    for (int candidate : chosen.toArray()) {
      taken.set(candidate);
    }
    IntList others = new IntList(candidates.length);
    for (int candidate : candidates) {
      if (!taken.get(candidate)) {
        others.add(candidate);
      }
    }
    for (int other : Picker.choose(others.toArray(), wanted - chosen.size(), context.random())) {
      chosen.add(other);
    }
    return chosen.toArray();
  }

  @Override
  public int[] negatives(Pool pool, int wanted, SamplingContext context) {
    return Picker.choose(pool.negatives(), wanted, context.random());
  }
}
