package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** The first lr throughout. */
@Component("fixed")
public final class FixedPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param pace the warm-up
   */
  public record Config(@Flat Pace pace) {}

  /** A policy. */
  public FixedPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    return base;
  }
}
