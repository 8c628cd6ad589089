package org.vedette.models.task.samplers;

import org.vedette.base.IntList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.core.task.SamplingContext;

/**
 * Picks negatives evenly over how far they overlap a truth (Libra R-CNN, Pang et al. 2019);
 * positives by chance. Among overlaps up to the greatest of the image there are {@code num_bins}
 * bins of one width, each of which gives the same number where it can.
 */
@Component("IoUBalancedNegSampler")
public final class IouBalancedNegSampler implements Picker {
  /**
   * Settings.
   *
   * @param quota how many boxes are wanted
   * @param floor_thr overlaps below it are the floor, picked by chance; with 0 the floor is what
   *     does not overlap at all; -1 acts as 0, as upstream from its second step on
   * @param floor_fraction the share of negatives that come from the floor
   * @param num_bins bins of the overlaps above the floor
   */
  public record Config(
      @Flat Quota quota,
      @Default("-1") double floor_thr,
      @Default("0") double floor_fraction,
      @Default("3") int num_bins) {
    /** Checks the numbers. */
    public Config {
      if (!(floor_thr >= 0 || floor_thr == -1)) {
        throw new IllegalArgumentException("floor_thr: expected -1, 0 or more, got " + floor_thr);
      }
      if (!(floor_fraction >= 0 && floor_fraction <= 1)) {
        throw new IllegalArgumentException(
            "floor_fraction must be from 0 to 1, got " + floor_fraction);
      }
      if (num_bins < 1) {
        throw new IllegalArgumentException("num_bins must be positive, got " + num_bins);
      }
    }
  }

  private final Config config;
  private final Quota quota;
  private final float floor;

  /** A sampler with the given settings. */
  public IouBalancedNegSampler(Config config) {
    this.config = config;
    quota = config.quota().complete();
    floor = (float) Math.max(0, config.floor_thr());
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
    int[] candidates = pool.negatives();
    if (candidates.length <= wanted) {
      return candidates;
    }
    IntList low = new IntList(candidates.length);
    IntList high = new IntList(candidates.length);
    for (int candidate : candidates) {
      float overlap = pool.overlaps()[candidate];
      boolean isHigh = floor > 0 ? overlap >= floor : overlap > 0;
      if (isHigh) {
        high.add(candidate);
      } else if (overlap >= 0) {
        low.add(candidate);
      }
    }
    int wantedHigh = (int) (wanted * (1 - config.floor_fraction()));
    IntList chosen = new IntList(wanted);
    add(balanced(pool, high.toArray(), wantedHigh, context), chosen);
    add(Picker.choose(low.toArray(), wanted - chosen.size(), context.random()), chosen);
    return InstanceBalancedPosSampler.filled(chosen, candidates, wanted, context);
  }

  private static void add(int[] more, IntList all) {
    for (int candidate : more) {
      all.add(candidate);
    }
  }

  /** At most {@code wanted} of some candidates, the same number from each bin where there are. */
  private int[] balanced(Pool pool, int[] candidates, int wanted, SamplingContext context) {
    if (candidates.length <= wanted || config.num_bins() < 2) {
      return Picker.choose(candidates, wanted, context.random());
    }
    float most = 0;
    for (float overlap : pool.overlaps()) {
      most = Math.max(most, overlap);
    }
    double width = (most - floor) / (double) config.num_bins();
    IntList chosen = new IntList(wanted);
    for (int bin = 0; bin < config.num_bins(); bin++) {
      IntList own = new IntList(candidates.length);
      for (int candidate : candidates) {
        float overlap = pool.overlaps()[candidate];
        if (overlap >= floor + bin * width && overlap < floor + (bin + 1) * width) {
          own.add(candidate);
        }
      }
      add(Picker.choose(own.toArray(), wanted / config.num_bins(), context.random()), chosen);
    }
    return InstanceBalancedPosSampler.filled(chosen, candidates, wanted, context);
  }
}
