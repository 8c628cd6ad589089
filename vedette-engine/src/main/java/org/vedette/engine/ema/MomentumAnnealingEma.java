package org.vedette.engine.ema;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.InPlace;

/**
 * An exponential average whose momentum falls as gamma / (gamma + steps), down to the one that is
 * given.
 */
@Component("MomentumAnnealingEMA")
public final class MomentumAnnealingEma extends AveragedModel {
  private final double momentum;
  private final int gamma;

  /**
   * Settings.
   *
   * @param gamma after how many steps the momentum is a half
   * @param average the smallest weight of the newest model, and what all averages can be told
   */
  public record Config(@Default("100") int gamma, @Flat MomentumConfig average) {
    /** Checks the range. */
    public Config {
      if (gamma < 1) {
        throw new IllegalArgumentException("gamma " + gamma + ": expected 1 or more");
      }
    }
  }

  /** An average that knows no model yet. */
  public MomentumAnnealingEma(Config config) {
    super(config.average().averaging().interval(), config.average().averaging().update_buffers());
    momentum = config.average().momentum();
    gamma = config.gamma();
  }

  @Override
  protected void average(Tensor average, Tensor source, long steps) {
    InPlace.lerp(average, source, Math.max(momentum, (double) gamma / (gamma + steps)));
  }
}
