package org.vedette.engine.schedule;

import java.util.List;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/** Multiplies by a factor at given points, counted from its beginning. */
@Component({"MultiStepLR", "MultiStepMomentum", "MultiStepParamScheduler"})
public final class MultiStepSchedule extends WindowSchedule {
  private static final PyGlobal COUNTER = new PyGlobal("collections", "Counter");

  private final Config config;

  /**
   * Settings.
   *
   * @param milestones the points; one that is named twice counts twice
   * @param gamma the factor
   * @param window where it begins and ends
   */
  public record Config(
      List<Double> milestones, @Default("0.1") double gamma, @Flat Window window) {}

  /** A schedule that knows no parameters yet. */
  public MultiStepSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    PyDict counts = new PyDict(COUNTER);
    for (double milestone : config.milestones()) {
      counts.merge(whole(milestone * unit), 1L, (before, one) -> (Long) before + 1);
    }
    put("milestones", counts);
    put("gamma", config.gamma());
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    Object times = ((PyDict) setting("milestones")).get(whole(lastStep()));
    return times == null ? current : current * Math.pow(number("gamma"), (Long) times);
  }
}
