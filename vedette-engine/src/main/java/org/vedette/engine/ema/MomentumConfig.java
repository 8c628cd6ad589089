package org.vedette.engine.ema;

import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;

/**
 * What averages that forget can be told.
 *
 * @param momentum the weight of the newest model, above 0 to below 1
 * @param averaging what all averages can be told
 */
public record MomentumConfig(@Default("0.0002") double momentum, @Flat AveragingConfig averaging) {
  /** Checks the range. */
  public MomentumConfig {
    if (!(momentum > 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum " + momentum + ": expected more than 0 and less than 1");
    }
  }
}
