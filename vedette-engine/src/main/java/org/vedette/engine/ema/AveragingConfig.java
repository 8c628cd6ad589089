package org.vedette.engine.ema;

import org.vedette.config.component.Default;

/**
 * What all averages can be told.
 *
 * @param interval in how many updates there is one that counts
 * @param device where the average is kept; only None, which is beside the model
 * @param update_buffers whether buffers are averaged, too, rather than copied
 */
public record AveragingConfig(
    @Default("1") int interval,
    @Default("None") String device,
    @Default("False") boolean update_buffers) {
  /** Refuses other devices. */
  public AveragingConfig {
    if (device != null) {
      throw new IllegalArgumentException(
          "device='" + device + "': the average is kept beside the model; hint: leave it out");
    }
  }
}
