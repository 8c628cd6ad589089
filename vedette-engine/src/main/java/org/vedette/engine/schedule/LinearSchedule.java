package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/** Goes in a straight line from one share of the first value to another. */
@Component({"LinearLR", "LinearMomentum", "LinearParamScheduler"})
public final class LinearSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param start_factor the first share, above 0 to 1
   * @param end_factor the last share, from 0 to 1
   * @param window where it begins and ends
   */
  public record Config(
      @Default("0.3333333333333333") double start_factor,
      @Default("1.0") double end_factor,
      @Flat Window window) {
    /** Checks the ranges. */
    public Config {
      if (!(start_factor >= 0 && start_factor <= 1 && end_factor >= 0 && end_factor <= 1)) {
        throw new IllegalArgumentException(
            "start_factor " + start_factor + ", end_factor " + end_factor + ": expected 0 to 1");
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public LinearSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    put("start_factor", config.start_factor());
    put("end_factor", config.end_factor());
    put("total_iters", whole(end - begin - 1));
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    double start = number("start_factor");
    if (lastStep() == 0) {
      return current * start;
    }
    double rise = number("end_factor") - start;
    double before = number("total_iters") * start + (lastStep() - 1) * rise;
    return current * (1.0 + rise / before);
  }
}
