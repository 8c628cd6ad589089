package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * The lr rises with the square of the steps, falls along half a cosine, and stays at its smallest
 * for the last epochs (Ge et al. 2021).
 */
@Component("YOLOX")
public final class YoloxPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param num_last_epochs for how many epochs at the end the lr stays; only with by_epoch=False
   * @param floor the smallest lr
   * @param pace the warm-up: whichever its kind is, the lr rises with the square of the steps, to
   *     {@code warmup_ratio} of the first one
   */
  public record Config(int num_last_epochs, @Flat Floor floor, @Flat Pace pace) {
    /** Checks the range. */
    public Config {
      LrChecks.notNegative("num_last_epochs", num_last_epochs);
    }
  }

  /** A policy. */
  public YoloxPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public void check(Progress start) {
    long rise = pace().warmUpSteps(start.epochLength());
    if (start.byEpoch() && (config.num_last_epochs() > 0 || rise > 0)) {
      throw new IllegalArgumentException(
          "num_last_epochs and the warm-up are steps here, so the policy has to count steps, too;"
              + " hint: by_epoch=False");
    }
    long last = (long) start.epochLength() * config.num_last_epochs();
    if (pace().warmup() == null && rise > 0 && rise == start.total() - last) {
      throw new IllegalArgumentException(
          "warmup_iters and num_last_epochs leave no step of " + start.total() + " for the fall");
    }
  }

  @Override
  public double lr(double base, Progress at) {
    long last = (long) at.epochLength() * config.num_last_epochs();
    long next = at.done() + 1;
    double floor = config.floor().under(base);
    if (next >= at.total() - last) {
      return floor;
    }
    long rise = pace().warmUpSteps(at.epochLength());
    double share = (double) (next - rise) / (at.total() - rise - last);
    return Anneal.COS.between(base, floor, share);
  }

  @Override
  public double warmUp(double base, double regular, long step, long steps) {
    double share = (step + 1) / (double) steps;
    return base * (pace().warmup_ratio() * (share * share));
  }
}
