package org.vedette.engine.schedule.policy;

import java.util.ArrayList;
import java.util.List;
import org.vedette.config.component.ComponentKind;
import org.vedette.engine.optim.ParamGroup;

/**
 * The lr as a function of how far a run is, as the {@code policy} of an {@code lr_config} names it.
 * A policy keeps no state. The order of the floating-point operations is that of MMCV 1.x.
 */
@ComponentKind("lr_policy")
public interface LrPolicy {
  /** What the policy counts, and the warm-up before it. */
  Pace pace();

  /**
   * Refuses a run that the settings do not fit.
   *
   * @param start the run at its start
   * @throws IllegalArgumentException with what does not fit
   */
  default void check(Progress start) {}

  /** The lr of each group from which all its others are computed. */
  default List<Double> bases(List<ParamGroup> groups) {
    List<Double> bases = new ArrayList<>();
    for (ParamGroup group : groups) {
      group.options().putIfAbsent(Pace.INITIAL, group.number("lr"));
      bases.add(group.number(Pace.INITIAL));
    }
    return bases;
  }

  /**
   * The lr after the warm-up.
   *
   * @param base the group's lr of {@link #bases}
   */
  double lr(double base, Progress at);

  /**
   * The lr in the warm-up.
   *
   * @param base the group's lr of {@link #bases}
   * @param regular what {@link #lr} gives for this step
   * @param step steps that are done
   * @param steps steps that the warm-up takes
   */
  default double warmUp(double base, double regular, long step, long steps) {
    return pace().warmUp(regular, step, steps);
  }
}
