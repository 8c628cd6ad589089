package org.vedette.engine.schedule;

import java.util.List;
import org.vedette.base.pickle.PyList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.engine.optim.ParamGroup;

/**
 * Falls along half a cosine again and again, each time from another share of the first value
 * (Loshchilov and Hutter 2017). After the last period the value stays.
 */
@Component({"CosineRestartLR", "CosineRestartMomentum", "CosineRestartParamScheduler"})
public final class CosineRestartSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param periods how long each fall takes
   * @param restart_weights the share of the first value that each starts from
   * @param eta_min the smallest value
   * @param eta_min_ratio the smallest value as a share of the first one
   * @param window where it begins and ends
   */
  public record Config(
      List<Double> periods,
      @Default("(1,)") List<Double> restart_weights,
      @Default("None") Double eta_min,
      @Default("None") Double eta_min_ratio,
      @Flat Window window) {
    /** Checks what belongs together. */
    public Config {
      if ((eta_min == null) == (eta_min_ratio == null)) {
        throw new IllegalArgumentException("expected one of eta_min and eta_min_ratio");
      }
      if (periods.size() != restart_weights.size()) {
        throw new IllegalArgumentException(
            periods.size() + " periods but " + restart_weights.size() + " restart_weights");
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public CosineRestartSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    PyList periods = new PyList();
    PyList cumulative = new PyList();
    double sum = 0;
    for (double period : config.periods()) {
      sum += period * unit;
      periods.add(whole(period * unit));
      cumulative.add(whole(sum));
    }
    put("periods", periods);
    put("eta_min", config.eta_min());
    put("eta_min_ratio", config.eta_min_ratio());
    put("restart_weights", PyList.of(config.restart_weights().toArray()));
    put("cumulative_periods", cumulative);
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    int at = 0;
    int count = ((List<?>) setting("periods")).size();
    while (at < count && lastStep() >= item("cumulative_periods", at)) {
      at++;
    }
    if (at == count) {
      return current;
    }
    double step = lastStep() - (at == 0 ? 0 : item("cumulative_periods", at - 1));
    if (step == 0) {
      return base * item("restart_weights", at);
    }
    double min =
        setting("eta_min_ratio") == null ? number("eta_min") : base * number("eta_min_ratio");
    double period = item("periods", at);
    return (1 + Cosines.cos(Math.PI * step / period))
            / (1 + Cosines.cos(Math.PI * (step - 1) / period))
            * (current - min)
        + min;
  }

  private double item(String name, int index) {
    return ((Number) ((List<?>) setting(name)).get(index)).doubleValue();
  }
}
