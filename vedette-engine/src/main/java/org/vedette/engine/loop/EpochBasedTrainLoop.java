package org.vedette.engine.loop;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.Run;

/** Goes through the training data a number of times. Upstream: MMEngine's loop of that name. */
@Component("EpochBasedTrainLoop")
public final class EpochBasedTrainLoop implements TrainLoop {
  private final Config config;
  private final ValidationTimes times;

  /**
   * Settings.
   *
   * @param max_epochs how many epochs
   * @param val_begin the first epoch, counted from 1, after which validation runs
   * @param val_interval validation runs after every so many epochs, and after the last
   * @param dynamic_intervals pairs of an epoch and the val_interval from there on
   */
  public record Config(
      int max_epochs,
      @Default("1") int val_begin,
      @Default("1") int val_interval,
      @Default("None") List<int[]> dynamic_intervals) {
    /** Checks the numbers. */
    public Config {
      if (max_epochs < 1) {
        throw new IllegalArgumentException("'max_epochs' must be above 0");
      }
      new ValidationTimes(val_begin, val_interval, dynamic_intervals, max_epochs);
    }
  }

  /** A loop with these settings. */
  public EpochBasedTrainLoop(Config config) {
    this.config = config;
    this.times =
        new ValidationTimes(
            config.val_begin(),
            config.val_interval(),
            config.dynamic_intervals(),
            config.max_epochs());
  }

  @Override
  public Run.Span span(int epochLength) {
    long steps = (long) config.max_epochs() * epochLength;
    return new Run.Span(true, config.max_epochs(), steps, epochLength);
  }

  @Override
  public boolean validatesAfter(long done) {
    return times.after(done);
  }
}
