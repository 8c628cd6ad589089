package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/** Falls to a smallest value by a power of the share that is left. */
@Component({"PolyLR", "PolyMomentum", "PolyParamScheduler"})
public final class PolySchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param eta_min the smallest value
   * @param power the power
   * @param window where it begins and ends
   */
  public record Config(
      @Default("0") double eta_min, @Default("1.0") double power, @Flat Window window) {}

  /** A schedule that knows no parameters yet. */
  public PolySchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    put("eta_min", config.eta_min());
    put("power", config.power());
    put("total_iters", whole(end - begin - 1));
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    if (lastStep() == 0) {
      return current;
    }
    double left = 1 - 1 / (number("total_iters") - lastStep() + 1);
    return (current - number("eta_min")) * Powers.pow(left, number("power")) + number("eta_min");
  }
}
