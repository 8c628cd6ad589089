package org.vedette.engine.schedule.policy;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;

/**
 * The lr falls along half a cosine again and again, each time from another share of the first one
 * (Loshchilov and Hutter 2017).
 */
@Component("CosineRestart")
public final class CosineRestartPolicy implements LrPolicy {
  private final Config config;

  /**
   * Settings.
   *
   * @param periods how long each fall takes; together at least the run
   * @param restart_weights the share of the way from the smallest lr to the first that each starts
   *     from
   * @param floor the lr at the end of each
   * @param pace what is counted, and the warm-up
   */
  public record Config(
      List<Integer> periods,
      @Default("(1,)") List<Double> restart_weights,
      @Flat Floor floor,
      @Flat Pace pace) {
    /** Checks what belongs together. */
    public Config {
      if (periods.size() != restart_weights.size()) {
        throw new IllegalArgumentException(
            periods.size() + " periods but " + restart_weights.size() + " restart_weights");
      }
      for (int period : periods) {
        if (period < 1) {
          throw new IllegalArgumentException("periods " + period + ": expected 1 or more");
        }
      }
    }
  }

  /** A policy. */
  public CosineRestartPolicy(Config config) {
    this.config = config;
  }

  @Override
  public Pace pace() {
    return config.pace();
  }

  @Override
  public void check(Progress start) {
    long sum = config.periods().stream().mapToLong(Integer::longValue).sum();
    if (sum < start.total()) {
      throw new IllegalArgumentException(
          "periods come to " + sum + ", the run to " + start.total() + ": expected no less");
    }
  }

  @Override
  public double lr(double base, Progress at) {
    long restart = 0;
    int index = 0;
    while (at.done() >= restart + config.periods().get(index)) {
      restart += config.periods().get(index++);
    }
    double share = (double) (at.done() - restart) / config.periods().get(index);
    double weight = config.restart_weights().get(index);
    return Anneal.cos(base, config.floor().under(base), share, weight);
  }
}
