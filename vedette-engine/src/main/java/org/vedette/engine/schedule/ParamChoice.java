package org.vedette.engine.schedule;

import java.util.List;
import org.vedette.base.pickle.PyTuple;
import org.vedette.engine.optim.ParamGroup;

/**
 * The setting that a schedule changes. An optimizer with {@code betas} has no momentum of its own:
 * there the first beta is mirrored in a setting of that name.
 *
 * @param name the setting
 * @param mirrorsBetas whether it stands for the first beta
 */
record ParamChoice(String name, boolean mirrorsBetas) {
  private static final String MOMENTUM = "momentum";
  private static final String BETAS = "betas";

  /**
   * Chooses by the name that a config gave a schedule: XxxLR, XxxMomentum or XxxParamScheduler.
   *
   * @param paramName what the last kind was told
   */
  static ParamChoice of(String type, String paramName, List<ParamGroup> groups) {
    if (type.endsWith("LR")) {
      return new ParamChoice("lr", false);
    }
    if (!type.endsWith("Momentum")) {
      return new ParamChoice(paramName, false);
    }
    if (groups.get(0).has(MOMENTUM)) {
      return new ParamChoice(MOMENTUM, groups.get(0).has(BETAS));
    }
    if (groups.get(0).has(BETAS)) {
      groups.forEach(group -> group.set(MOMENTUM, group.number(BETAS, 0)));
      return new ParamChoice(MOMENTUM, true);
    }
    throw new IllegalArgumentException(
        type + ": the optimizer has neither momentum nor betas to schedule");
  }

  /** Brings the first beta of each group to its momentum. */
  void mirror(List<ParamGroup> groups) {
    if (mirrorsBetas) {
      for (ParamGroup group : groups) {
        PyTuple betas = PyTuple.of(group.number(MOMENTUM), group.number(BETAS, 1));
        group.options().put(BETAS, betas);
      }
    }
  }
}
