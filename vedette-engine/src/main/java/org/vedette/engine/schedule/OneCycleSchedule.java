package org.vedette.engine.schedule;

import java.util.List;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.optim.ParamGroup;

/**
 * Rises to a largest value and falls far below the first one (Smith and Topin 2018). It does not
 * build on the value before: no other schedule of lr can work beside it.
 */
@Component({"OneCycleLR", "OneCycleParamScheduler"})
public final class OneCycleSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param eta_max the largest value; a list: of each parameter group
   * @param total_steps how long it takes; None: from begin to end
   * @param pct_start the share of it in which the value rises
   * @param anneal_strategy how it rises and falls: cos or linear
   * @param div_factor the largest value through the first
   * @param final_div_factor the first value through the last
   * @param three_phase whether it falls to the first value as slowly as it rose, and then on
   * @param window where it begins and ends
   */
  public record Config(
      @Default("0") OneOrMany<Double> eta_max,
      @Default("None") Double total_steps,
      @Default("0.3") double pct_start,
      @Default("'cos'") Anneal anneal_strategy,
      @Default("25.0") double div_factor,
      @Default("1e4") double final_div_factor,
      @Default("False") boolean three_phase,
      @Flat Window window) {
    /** Checks the ranges. */
    public Config {
      if (total_steps != null && !(total_steps > 0)) {
        throw new IllegalArgumentException("total_steps " + total_steps + ": expected 1 or more");
      }
      if (!(pct_start >= 0 && pct_start <= 1)) {
        throw new IllegalArgumentException("pct_start " + pct_start + ": expected 0 to 1");
      }
      if (window.param_name() != null && !window.param_name().equals("lr")) {
        throw new IllegalArgumentException("one cycle changes lr only, not " + window.param_name());
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public OneCycleSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    double total = config.total_steps() == null ? end - begin : config.total_steps() * unit;
    boolean many = config.eta_max().many();
    List<?> largest = config.eta_max().values();
    put("eta_max", many ? PyList.of(largest.toArray()) : largest.get(0));
    put("div_factor", config.div_factor());
    put("final_div_factor", config.final_div_factor());
    put("total_steps", whole(total));
    put("_schedule_phases", phases(total));
    List<Double> each = config.eta_max().repeated(groups().size());
    for (int i = 0; i < groups().size(); i++) {
      double first = each.get(i) / config.div_factor();
      groups().get(i).set("initial_lr", first);
      groups().get(i).set("max_lr", each.get(i));
      groups().get(i).set("min_lr", first / config.final_div_factor());
    }
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    double last = lastStep();
    if (last > number("total_steps")) {
      throw new IllegalStateException(
          "one cycle of " + setting("total_steps") + " steps was asked for step " + (last + 1));
    }
    List<?> phases = (List<?>) setting("_schedule_phases");
    double from = 0;
    int at = 0;
    while (at < phases.size() - 1 && last > end(phases, at)) {
      from = end(phases, at++);
    }
    double share = (last - from) / (end(phases, at) - from);
    PyDict phase = (PyDict) phases.get(at);
    double start = group.number((String) phase.get("start_lr"));
    double stop = group.number((String) phase.get("end_lr"));
    return config.anneal_strategy() == Anneal.COS
        ? stop + (start - stop) / 2.0 * (Cosines.cos(Math.PI * share) + 1)
        : (stop - start) * share + start;
  }

  /** How a value goes from one to another. */
  public enum Anneal {
    /** Along half a cosine. */
    COS,
    /** In a straight line. */
    LINEAR
  }

  private PyList phases(double total) {
    double rise = config.pct_start() * total - 1;
    Number last = whole(total - 1);
    if (!config.three_phase()) {
      return PyList.of(phase(rise, "initial_lr", "max_lr"), phase(last, "max_lr", "min_lr"));
    }
    return PyList.of(
        phase(rise, "initial_lr", "max_lr"),
        phase(2 * config.pct_start() * total - 2, "max_lr", "initial_lr"),
        phase(last, "initial_lr", "min_lr"));
  }

  private static PyDict phase(Number end, String from, String to) {
    PyDict phase = new PyDict();
    phase.put("end_step", end);
    phase.put("start_lr", from);
    phase.put("end_lr", to);
    return phase;
  }

  private static double end(List<?> phases, int index) {
    return ((Number) ((PyDict) phases.get(index)).get("end_step")).doubleValue();
  }
}
