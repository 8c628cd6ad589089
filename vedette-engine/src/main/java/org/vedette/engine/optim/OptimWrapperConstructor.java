package org.vedette.engine.optim;

import java.util.List;
import java.util.Set;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/**
 * Sorts a model's parameters into groups, each with its own learning rate or weight decay: what the
 * key {@code constructor} of an optimizer wrapper names. An implementation's settings have a key
 * {@code paramwise_cfg}, which is handed on from the wrapper's.
 */
@ComponentKind("optim_wrapper_constructor")
public interface OptimWrapperConstructor {
  /**
   * What groups are derived from.
   *
   * @param lr the optimizer's learning rate
   * @param weightDecay the weight decay that the config gave the optimizer; null when it gave none
   * @param settings the names of all settings that the optimizer has
   */
  record Base(double lr, Double weightDecay, Set<String> settings) {}

  /**
   * The groups, in the optimizer's order.
   *
   * @throws org.vedette.base.VedetteException when the settings do not fit the model
   */
  List<ParamGroup> groups(Layer model, Base base);
}
