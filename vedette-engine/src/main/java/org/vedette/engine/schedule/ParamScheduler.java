package org.vedette.engine.schedule;

import java.util.List;
import java.util.Map;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.ComponentKind;
import org.vedette.engine.optim.ParamGroup;

/** Changes a setting of all parameter groups, such as {@code lr}, over a run. */
@ComponentKind("param_scheduler")
public interface ParamScheduler {
  /**
   * Takes charge of groups and sets their first value; called once, in the order of the config.
   *
   * @param epochLength steps in an epoch, for {@code convert_to_iter_based}; -1 when unknown
   */
  void start(List<ParamGroup> groups, int epochLength);

  /** Whether {@link #step} is called after epochs; else after steps. */
  boolean byEpoch();

  /** An epoch or step is over. */
  void step();

  /** An evaluation is over; most schedules do not mind. */
  default void afterEval(Map<String, Double> metrics) {}

  /** The state in MMEngine's layout. */
  PyDict state();

  /** Takes back a state. */
  void load(PyDict state);

  /**
   * Tells where a resumed run goes on, which is not where its state stood when epochs have another
   * length by now; most schedules go on from their states.
   *
   * @param iteration steps that are done
   */
  default void resumeAt(long iteration) {}
}
