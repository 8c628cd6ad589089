package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.schedule.Powers;

/** The lr is divided by a power of {@code 1 + gamma * done}. */
@Component("inv")
public final class InvPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param gamma how fast the divisor grows
   * @param power the power
   * @param pace what is counted, and the warm-up
   */
  public record Config(double gamma, @Default("1.") double power, @Flat Pace pace) {
    /** Checks the range. */
    public Config {
      LrChecks.notNegative("gamma", gamma);
    }
  }

  /** A policy. */
  public InvPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    return base * Powers.pow(1 + config.gamma() * at.done(), -config.power());
  }
}
