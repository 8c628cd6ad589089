package org.vedette.engine.schedule.policy;

import java.util.ArrayList;
import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.optim.ParamGroup;

/** The lr rises to a largest value and falls far below its first one (Smith and Topin 2018). */
@Component("OneCycle")
public final class OneCyclePolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param max_lr the largest value; a list: of each parameter group
   * @param total_steps how long it takes, no less than the run; None: as long as the run
   * @param pct_start the share of it in which the lr rises
   * @param anneal_strategy how it rises and falls: cos or linear
   * @param div_factor the largest lr through the first
   * @param final_div_factor the first lr through the last
   * @param three_phase whether it falls to the first lr as slowly as it rose, and then on
   * @param pace the warm-up; only by_epoch=False is possible, and it is the default
   */
  public record Config(
      OneOrMany<Double> max_lr,
      @Default("None") Integer total_steps,
      @Default("0.3") double pct_start,
      @Default("'cos'") Anneal anneal_strategy,
      @Default("25") double div_factor,
      @Default("1e4") double final_div_factor,
      @Default("False") boolean three_phase,
      @Flat Pace pace) {
    /** Checks the ranges. */
    public Config {
      LrChecks.share("pct_start", pct_start);
      if (!(div_factor > 0 && final_div_factor > 0)) {
        throw new IllegalArgumentException(
            "div_factor "
                + div_factor
                + ", final_div_factor "
                + final_div_factor
                + ": expected above 0");
      }
      pace = pace.bySteps();
    }
  }

  /** What the first lr is multiplied with at the end of each phase, and where that is. */
  private record Phase(double end, double from, double to) {}

  /** A policy. */
  public OneCyclePolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public void check(Progress start) {
    if (config.total_steps() != null && config.total_steps() < start.total()) {
      throw new IllegalArgumentException(
          "total_steps " + config.total_steps() + ": the run has " + start.total() + " steps");
    }
    if (config.pct_start() * total(start) == 1) {
      throw new IllegalArgumentException(
          "pct_start "
              + config.pct_start()
              + " makes the rise a single step; expected none or more");
    }
  }

  @Override
  public List<Double> bases(List<ParamGroup> groups) {
    List<Double> bases = new ArrayList<>();
    List<Double> largest = largest(groups);
    for (int i = 0; i < groups.size(); i++) {
      double base = largest.get(i) / config.div_factor();
      groups.get(i).options().putIfAbsent(Pace.INITIAL, base);
      bases.add(base);
    }
    return bases;
  }

  /** The group that only schedules see goes like the last one. */
  private List<Double> largest(List<ParamGroup> groups) {
    if (!config.max_lr().many()) {
      return config.max_lr().repeated(groups.size());
    }
    List<Double> given = new ArrayList<>(config.max_lr().values());
    boolean extra = groups.size() > 1 && groups.get(groups.size() - 1).params().isEmpty();
    int expected = groups.size() - (extra ? 1 : 0);
    if (given.size() != expected) {
      throw new IllegalArgumentException(
          "max_lr has "
              + given.size()
              + " values; expected one for each of "
              + expected
              + " parameter groups");
    }
    if (extra) {
      given.add(given.get(expected - 1));
    }
    return given;
  }

  @Override
  public double lr(double base, Progress at) {
    double start = 0;
    for (Phase phase : phases(total(at))) {
      if (at.done() <= phase.end()) {
        double share = (at.done() - start) / (phase.end() - start);
        return config.anneal_strategy().between(base * phase.from(), base * phase.to(), share);
      }
      start = phase.end();
    }
    throw new IllegalStateException("one cycle was asked for step " + at.done());
  }

  private long total(Progress at) {
    return config.total_steps() == null ? at.total() : config.total_steps();
  }

  private List<Phase> phases(long total) {
    double top = config.div_factor();
    double last = 1 / config.final_div_factor();
    Phase rise = new Phase(config.pct_start() * total - 1, 1, top);
    if (!config.three_phase()) {
      return List.of(rise, new Phase(total - 1, top, last));
    }
    Phase back = new Phase(2 * config.pct_start() * total - 2, top, 1);
    return List.of(rise, back, new Phase(total - 1, 1, last));
  }
}
