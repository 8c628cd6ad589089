package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.schedule.Powers;

/** The lr falls to a smallest value by a power of the share of the run that is left. */
@Component("poly")
public final class PolyPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param power the power
   * @param min_lr the smallest value
   * @param pace what is counted, and the warm-up
   */
  public record Config(
      @Default("1.") double power, @Default("0.") double min_lr, @Flat Pace pace) {}

  /** A policy. */
  public PolyPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    double left = Powers.pow(1 - at.share(), config.power());
    return (base - config.min_lr()) * left + config.min_lr();
  }
}
