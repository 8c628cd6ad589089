package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Default;

/**
 * The smallest lr; one of the two is given.
 *
 * @param min_lr the lr itself
 * @param min_lr_ratio its share of a group's first lr
 */
public record Floor(@Default("None") Double min_lr, @Default("None") Double min_lr_ratio) {
  /** Checks that there is one. */
  public Floor {
    if ((min_lr == null) == (min_lr_ratio == null)) {
      String got = min_lr == null ? "neither" : "both";
      throw new IllegalArgumentException("expected one of min_lr and min_lr_ratio, got " + got);
    }
  }

  /** The smallest lr of a group. */
  double under(double base) {
    return min_lr_ratio == null ? min_lr : base * min_lr_ratio;
  }
}
