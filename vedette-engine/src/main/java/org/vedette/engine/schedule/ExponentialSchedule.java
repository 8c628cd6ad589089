package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/** Multiplies by a factor each time. */
@Component({"ExponentialLR", "ExponentialMomentum", "ExponentialParamScheduler"})
public final class ExponentialSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param gamma the factor
   * @param window where it begins and ends
   */
  public record Config(double gamma, @Flat Window window) {}

  /** A schedule that knows no parameters yet. */
  public ExponentialSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    put("gamma", config.gamma());
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    return lastStep() == 0 ? current : current * number("gamma");
  }
}
