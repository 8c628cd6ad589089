package org.vedette.engine.schedule.policy;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.schedule.Powers;

/** Multiplies the lr by a factor at given points, or again and again. */
@Component("step")
public final class StepPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param step a list: the points at which the lr falls; a number: how far apart they are
   * @param gamma the factor
   * @param min_lr the smallest lr; None: any
   * @param pace what is counted, and the warm-up
   */
  public record Config(
      OneOrMany<Integer> step,
      @Default("0.1") double gamma,
      @Default("None") Double min_lr,
      @Flat Pace pace) {
    /** Checks the ranges. */
    public Config {
      for (int point : step.values()) {
        if (point < 1) {
          throw new IllegalArgumentException("step " + point + ": expected 1 or more");
        }
      }
      LrChecks.notNegative("gamma", gamma);
    }
  }

  /** A policy. */
  public StepPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public double lr(double base, Progress at) {
    double lr = base * Powers.pow(config.gamma(), falls(at.done()));
    return config.min_lr() == null ? lr : Math.max(lr, config.min_lr());
  }

  private long falls(long done) {
    List<Integer> points = config.step().values();
    if (!config.step().many()) {
      return done / points.get(0);
    }
    int at = 0;
    while (at < points.size() && done >= points.get(at)) {
      at++;
    }
    return at;
  }
}
