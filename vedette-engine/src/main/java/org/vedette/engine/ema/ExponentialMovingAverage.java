package org.vedette.engine.ema;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.tensor.InPlace;

/** An average in which each model weighs less the older it is; the momentum stays the same. */
@Component("ExponentialMovingAverage")
public final class ExponentialMovingAverage extends AveragedModel {
  private final double momentum;

  /**
   * Settings.
   *
   * @param average weight of the newest model, and what all averages can be told
   */
  public record Config(@Flat MomentumConfig average) {}

  /** An average that knows no model yet. */
  public ExponentialMovingAverage(Config config) {
    super(config.average().averaging().interval(), config.average().averaging().update_buffers());
    momentum = config.average().momentum();
  }

  @Override
  protected void average(Tensor average, Tensor source, long steps) {
    InPlace.lerp(average, source, momentum);
  }
}
