package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/**
 * Rises from near zero to the first value by the square of the steps: the warm-up of YOLOX (Ge et
 * al. 2021).
 */
@Component({"QuadraticWarmupLR", "QuadraticWarmupMomentum", "QuadraticWarmupParamScheduler"})
public final class QuadraticWarmupSchedule extends WindowSchedule {
  /**
   * Settings.
   *
   * @param window where it begins and ends
   */
  public record Config(@Flat Window window) {}

  /** A schedule that knows no parameters yet. */
  public QuadraticWarmupSchedule(Config config) {
    super(config.window());
  }

  @Override
  void prepare(double begin, double end, int unit) {
    if (end >= Window.NEVER) {
      throw new IllegalArgumentException("a quadratic warm-up wants an end");
    }
    put("total_iters", whole(end - begin));
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    double total = number("total_iters");
    double rise = base * (2 * lastStep() + 1) / (total * total);
    return lastStep() == 0 ? rise : current + rise;
  }
}
