package org.vedette.engine.schedule;

import org.vedette.config.component.Default;

/**
 * What all schedules can be told.
 *
 * @param type the name that was written; it ends in LR, Momentum or ParamScheduler
 * @param param_name the setting to change, for XxxParamScheduler alone
 * @param begin the epoch or step at which it starts
 * @param end the epoch or step before which it stops; None: with the run
 * @param last_step how many values it has given already; -1 at the start of a run
 * @param by_epoch whether it counts epochs; else steps
 * @param verbose whether each change is logged
 * @param convert_to_iter_based whether it counts steps although all its settings are in epochs
 */
public record Window(
    String type,
    @Default("None") String param_name,
    @Default("0") double begin,
    @Default("None") Double end,
    @Default("-1") int last_step,
    @Default("True") boolean by_epoch,
    @Default("False") boolean verbose,
    @Default("False") boolean convert_to_iter_based) {
  /** What upstream takes for "never". */
  static final double NEVER = 1e9;

  /** Checks what does not depend on the run. */
  public Window {
    boolean free = type.endsWith("ParamScheduler");
    if (free && param_name == null) {
      throw new IllegalArgumentException(type + " wants param_name, such as 'lr'");
    }
    if (!free && param_name != null) {
      throw new IllegalArgumentException(
          type + " has no param_name; hint: the type that ends in ParamScheduler has");
    }
    if (end != null && end <= begin) {
      throw new IllegalArgumentException("end " + end + " is not after begin " + begin);
    }
    if (last_step < -1) {
      throw new IllegalArgumentException("last_step " + last_step + ": expected -1 or more");
    }
    if (convert_to_iter_based && !by_epoch) {
      throw new IllegalArgumentException("convert_to_iter_based wants by_epoch=True");
    }
  }

  /** Where it stops, in its own unit. */
  double stop() {
    return end == null ? NEVER : end;
  }
}
