package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.schedule.Powers;

/** The lr rises to a largest value and falls to a smallest one in cycles (Smith 2017). */
@Component("cyclic")
public final class CyclicPolicy implements LrPolicy {
  /** The largest lr through the smallest, where one ratio is given. */
  private static final double FALL = 1e5;

  private final Config config;
  private final double top;
  private final double bottom;

  /**
   * Settings.
   *
   * @param target_ratio the largest and the smallest lr through the first; one number: the largest,
   *     and the smallest is its 1e-5
   * @param cyclic_times cycles in the run
   * @param step_ratio_up the share of a cycle in which the lr rises
   * @param anneal_strategy how it rises and falls: cos or linear
   * @param gamma the factor by which the distance from the first lr shrinks with each cycle
   * @param pace the warm-up; only by_epoch=False is possible, and it is the default
   */
  public record Config(
      @Default("(10, 1e-4)") OneOrMany<Double> target_ratio,
      @Default("1") int cyclic_times,
      @Default("0.4") double step_ratio_up,
      @Default("'cos'") Anneal anneal_strategy,
      @Default("1") double gamma,
      @Flat Pace pace) {
    /** Checks the ranges. */
    public Config {
      int ratios = target_ratio.values().size();
      if (ratios < 1 || ratios > 2) {
        throw new IllegalArgumentException(
            "target_ratio has " + ratios + " values; expected 1 or 2");
      }
      if (cyclic_times < 1) {
        throw new IllegalArgumentException("cyclic_times " + cyclic_times + ": expected 1 or more");
      }
      if (!(step_ratio_up >= 0 && step_ratio_up < 1)) {
        throw new IllegalArgumentException(
            "step_ratio_up " + step_ratio_up + ": expected 0 or more, below 1");
      }
      if (!(gamma > 0 && gamma <= 1)) {
        throw new IllegalArgumentException("gamma " + gamma + ": expected above 0, at most 1");
      }
      pace = pace.bySteps();
    }
  }

  /** A policy. */
  public CyclicPolicy(Config config) {
    this.config = config;
    top = config.target_ratio().values().get(0);
    boolean both = config.target_ratio().values().size() == 2;
    bottom = both ? config.target_ratio().values().get(1) : top / FALL;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public void check(Progress start) {
    if (start.total() < config.cyclic_times()) {
      throw new IllegalArgumentException(
          "cyclic_times " + config.cyclic_times() + ": the run has " + start.total() + " steps");
    }
  }

  @Override
  public double lr(double base, Progress at) {
    long cycle = at.total() / config.cyclic_times();
    long rise = (long) (config.step_ratio_up() * cycle);
    long step = at.done() % cycle;
    long cycles = at.done() / cycle;
    double scale = Powers.pow(config.gamma(), cycles);
    if (step < rise) {
      double end = 1 - scale + top * scale;
      return between(base, 1, end, (double) step / rise);
    }
    double share = (double) (step - rise) / (cycle - rise);
    // A fall that begins with the cycle is taken for a rise: its end moves, not its start.
    return rise == 0
        ? between(base, top, 1 - scale + bottom * scale, share)
        : between(base, 1 - scale + top * scale, bottom, share);
  }

  private double between(double base, double start, double end, double share) {
    return config.anneal_strategy().between(base * start, base * end, share);
  }
}
