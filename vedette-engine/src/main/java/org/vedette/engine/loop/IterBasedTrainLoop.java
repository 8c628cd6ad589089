package org.vedette.engine.loop;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.Run;

/** Takes a number of steps. Upstream: MMEngine's loop of that name. */
@Component("IterBasedTrainLoop")
public final class IterBasedTrainLoop implements TrainLoop {
  private final Config config;
  private final ValidationTimes times;

  /**
   * Settings.
   *
   * @param max_iters how many steps
   * @param val_begin the first step, counted from 1, after which validation runs
   * @param val_interval validation runs after every so many steps, and after the last
   * @param dynamic_intervals pairs of a step and the val_interval from there on
   */
  public record Config(
      int max_iters,
      @Default("1") int val_begin,
      @Default("1000") int val_interval,
      @Default("None") List<int[]> dynamic_intervals) {
    /** Checks the numbers. */
    public Config {
      if (max_iters < 1) {
        throw new IllegalArgumentException("'max_iters' must be above 0");
      }
      new ValidationTimes(val_begin, val_interval, dynamic_intervals, max_iters);
    }
  }

  /** A loop with these settings. */
  public IterBasedTrainLoop(Config config) {
    this.config = config;
    this.times =
        new ValidationTimes(
            config.val_begin(),
            config.val_interval(),
            config.dynamic_intervals(),
            config.max_iters());
  }

  @Override
  public Run.Span span(int epochLength) {
    // Hooks that ask for epochs find one, as upstream.
    return new Run.Span(false, 1, config.max_iters(), epochLength);
  }

  @Override
  public boolean validatesAfter(long done) {
    return times.after(done);
  }
}
