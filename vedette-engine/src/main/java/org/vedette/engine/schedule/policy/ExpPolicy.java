package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.engine.schedule.Powers;

/** Multiplies the lr by a factor each time. */
@Component("exp")
public final class ExpPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param gamma the factor
   * @param pace what is counted, and the warm-up
   */
  public record Config(double gamma, @Flat Pace pace) {
    /** Checks the range. */
    public Config {
      LrChecks.notNegative("gamma", gamma);
    }
  }

  /** A policy. */
  public ExpPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    return base * Powers.pow(config.gamma(), at.done());
  }
}
