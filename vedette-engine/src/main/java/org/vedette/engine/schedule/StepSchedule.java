package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/** Multiplies by a factor at regular distances. */
@Component({"StepLR", "StepMomentum", "StepParamScheduler"})
public final class StepSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param step_size distance between two changes
   * @param gamma the factor
   * @param window where it begins and ends
   */
  public record Config(double step_size, @Default("0.1") double gamma, @Flat Window window) {
    /** Checks the range. */
    public Config {
      if (!(step_size > 0)) {
        throw new IllegalArgumentException("step_size " + step_size + ": expected more than 0");
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public StepSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    put("step_size", whole(config.step_size() * unit));
    put("gamma", config.gamma());
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    boolean change = lastStep() != 0 && lastStep() % number("step_size") == 0;
    return change ? current * number("gamma") : current;
  }
}
