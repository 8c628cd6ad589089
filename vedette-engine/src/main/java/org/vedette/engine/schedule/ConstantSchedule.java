package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/** Multiplies by a factor until the end, where it divides by it again. */
@Component({"ConstantLR", "ConstantMomentum", "ConstantParamScheduler"})
public final class ConstantSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param factor the factor, from 0 to 1
   * @param window where it begins and ends
   */
  public record Config(@Default("0.3333333333333333") double factor, @Flat Window window) {
    /** Checks the range. */
    public Config {
      if (!(factor >= 0 && factor <= 1)) {
        throw new IllegalArgumentException("factor " + factor + ": expected 0 to 1");
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public ConstantSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    put("factor", config.factor());
    put("total_iters", whole(end - begin - 1));
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    if (lastStep() == 0) {
      return current * number("factor");
    }
    return lastStep() == number("total_iters") ? current * (1.0 / number("factor")) : current;
  }
}
