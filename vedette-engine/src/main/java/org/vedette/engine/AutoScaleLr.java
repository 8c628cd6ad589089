package org.vedette.engine;

import org.vedette.config.component.Default;

/**
 * The settings of {@code auto_scale_lr}: the linear rule of Goyal et al. 2017.
 *
 * @param base_batch_size the batch size, over all processes, that the config's lr is meant for
 * @param enable whether the lr is multiplied by the real batch size over that
 */
record AutoScaleLr(@Default("None") Integer base_batch_size, @Default("False") boolean enable) {
  /** Checks the number. */
  AutoScaleLr {
    if (base_batch_size != null && base_batch_size < 1) {
      throw new IllegalArgumentException("'base_batch_size' must be above 0");
    }
    if (enable && base_batch_size == null) {
      throw new IllegalArgumentException("to scale the lr, 'base_batch_size' must be given");
    }
  }

  /** What the lr is multiplied by. */
  double factor(int batchSize) {
    return enable ? batchSize / (double) base_batch_size : 1;
  }
}
