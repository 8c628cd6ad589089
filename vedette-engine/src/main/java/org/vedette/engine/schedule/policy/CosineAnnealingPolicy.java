package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** The lr falls along half a cosine over the run (Loshchilov and Hutter 2017). */
@Component("CosineAnnealing")
public final class CosineAnnealingPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param floor the lr at the end of the run
   * @param pace what is counted, and the warm-up
   */
  public record Config(@Flat Floor floor, @Flat Pace pace) {}

  /** A policy. */
  public CosineAnnealingPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    return Anneal.COS.between(base, config.floor().under(base), at.share());
  }
}
