package org.vedette.engine.ema;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.InPlace;

/**
 * An exponential average that forgets fast at first: its momentum falls from 1 to the one that is
 * given. YOLOX (Ge et al. 2021) and RTMDet train with it.
 */
@Component("ExpMomentumEMA")
public final class ExpMomentumEma extends AveragedModel {
  private final double momentum;
  private final int gamma;

  /**
   * Settings.
   *
   * @param gamma over how many steps the momentum falls to a third
   * @param average weight of the newest model in the end, and what all averages can be told
   */
  public record Config(@Default("2000") int gamma, @Flat MomentumConfig average) {
    /** Checks the range. */
    public Config {
      if (gamma < 1) {
        throw new IllegalArgumentException("gamma " + gamma + ": expected 1 or more");
      }
    }
  }

  /** An average that knows no model yet. */
  public ExpMomentumEma(Config config) {
    super(config.average().averaging().interval(), config.average().averaging().update_buffers());
    momentum = config.average().momentum();
    gamma = config.gamma();
  }

  @Override
  protected void average(Tensor average, Tensor source, long steps) {
    double now = (1 - momentum) * Math.exp(-(1.0 + steps) / gamma) + momentum;
    InPlace.lerp(average, source, now);
  }
}
