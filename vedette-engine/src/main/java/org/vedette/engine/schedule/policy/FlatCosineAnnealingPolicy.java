package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;

/** The first lr for a share of the run, then a fall along half a cosine. */
@Component("FlatCosineAnnealing")
public final class FlatCosineAnnealingPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param start_percent the share of the run, 0 to 1, after which the lr falls
   * @param floor the lr at the end of the run
   * @param pace what is counted, and the warm-up
   */
  public record Config(@Default("0.75") double start_percent, @Flat Floor floor, @Flat Pace pace) {
    /** Checks the range. */
    public Config {
      LrChecks.share("start_percent", start_percent);
    }
  }

  /** A policy. */
  public FlatCosineAnnealingPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    long start = (long) Math.rint(at.total() * config.start_percent());
    if (at.done() < start) {
      return base;
    }
    double share = (double) (at.done() - start) / (at.total() - start);
    return Anneal.COS.between(base, config.floor().under(base), share);
  }
}
