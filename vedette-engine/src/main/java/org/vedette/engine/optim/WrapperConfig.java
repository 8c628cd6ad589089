package org.vedette.engine.optim;

import org.vedette.config.ConfigNode;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;

/**
 * What all optimizer wrappers can be told.
 *
 * @param optimizer what changes the parameters
 * @param accumulative_counts over how many steps gradients are added up before an update
 * @param clip_grad how gradients are bounded before an update; None: not at all
 * @param constructor what sorts the parameters into groups
 * @param paramwise_cfg settings of the constructor
 */
public record WrapperConfig(
    Spec<Optimizer> optimizer,
    @Default("1") int accumulative_counts,
    @Default("None") ClipGrad clip_grad,
    @Default("'DefaultOptimWrapperConstructor'") ConstructorChoice constructor,
    @Default("None") ConfigNode paramwise_cfg) {
  /** Checks the count and the optimizer, and hands paramwise_cfg to the constructor. */
  public WrapperConfig {
    // An optimizer checks its settings when it is built; without parameters that costs nothing, and
    // what is wrong is told with the rest of the config.
    optimizer.build();
    if (accumulative_counts < 1) {
      throw new IllegalArgumentException(
          "accumulative_counts " + accumulative_counts + ": expected 1 or more");
    }
    if (paramwise_cfg != null) {
      constructor = new ConstructorChoice(constructor.spec().with("paramwise_cfg", paramwise_cfg));
    }
  }

  /** The weight decay that was written down, or null. */
  Double weightDecay(Optimizer built) {
    ConfigNode written = optimizer.node().get("weight_decay");
    boolean given = written != null && !written.isNone();
    return given ? ((Number) built.defaults().get("weight_decay")).doubleValue() : null;
  }
}
