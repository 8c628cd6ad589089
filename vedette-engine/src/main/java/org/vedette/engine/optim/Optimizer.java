package org.vedette.engine.optim;

import java.util.List;
import java.util.Map;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.ComponentKind;

/** Changes parameters by their gradients. Update rules and state are PyTorch's. */
@ComponentKind("optimizer")
public interface Optimizer {
  /**
   * Takes charge of parameters; called once, first. Each group's options are completed by this
   * optimizer's settings.
   */
  void start(List<ParamGroup> groups);

  /** The groups, with all settings. */
  List<ParamGroup> groups();

  /** What a group has that says nothing else, by name and in order: PyTorch's {@code defaults}. */
  Map<String, Object> defaults();

  /** One update of each parameter that has a gradient. */
  void step();

  /** Drops all gradients. */
  void zeroGrad();

  /** The state in PyTorch's layout: {@code state} and {@code param_groups}. */
  PyDict state();

  /**
   * Takes back a state.
   *
   * @throws org.vedette.base.CheckpointException when it does not fit the groups
   */
  void load(PyDict state);
}
