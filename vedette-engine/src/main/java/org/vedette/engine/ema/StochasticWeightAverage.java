package org.vedette.engine.ema;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.tensor.InPlace;

/** An average in which all models weigh the same (Izmailov et al. 2018). */
@Component("StochasticWeightAverage")
public final class StochasticWeightAverage extends AveragedModel {
  private final int interval;

  /**
   * Settings.
   *
   * @param averaging what all averages can be told
   */
  public record Config(@Flat AveragingConfig averaging) {}

  /** An average that knows no model yet. */
  public StochasticWeightAverage(Config config) {
    super(config.averaging().interval(), config.averaging().update_buffers());
    interval = config.averaging().interval();
  }

  @Override
  protected void average(Tensor average, Tensor source, long steps) {
    InPlace.add(average, source.sub(average), 1.0 / (steps / interval + 1));
  }
}
