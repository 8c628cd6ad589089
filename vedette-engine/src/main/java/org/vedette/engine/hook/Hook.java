package org.vedette.engine.hook;

import java.util.Map;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.ComponentKind;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;

/**
 * Work at fixed points of a run. Hooks are called in the order of their {@link #priority}; of equal
 * priority, in the order in which they were registered: the default hooks first, then the config's
 * {@code custom_hooks}. A config may give any hook another priority by the key {@code priority}.
 *
 * <p>A hook that keeps state between steps saves it in {@link #beforeSave} and takes it back in
 * {@link #afterLoad}: a resumed run must go on as if it had not been interrupted.
 */
@ComponentKind("hook")
public interface Hook {
  /** Where this hook stands among others when the config does not say. */
  default Priority priority() {
    return Priority.NORMAL;
  }

  /** Everything is built, and resumed from a checkpoint where the run is; nothing has run yet. */
  default void beforeRun(Run run) {}

  /** Training starts, or goes on. */
  default void beforeTrain(Run run) {}

  /** An epoch starts, or goes on in its middle after a resume. In a loop by iterations: once. */
  default void beforeTrainEpoch(Run run) {}

  /**
   * A step starts; its samples are loaded.
   *
   * @param step what goes into the model; no losses yet
   */
  default void beforeTrainIter(Run run, TrainStep step) {}

  /**
   * A step is done: the parameters have changed, {@link Run#iteration} has not.
   *
   * @param step what went into the model and the losses that came out
   */
  default void afterTrainIter(Run run, TrainStep step) {}

  /** An epoch is done; {@link Run#epoch} has not changed yet. */
  default void afterTrainEpoch(Run run) {}

  /** An evaluation starts; the model is in inference from here to {@link #afterEval}. */
  default void beforeEval(Run run, EvalStep.Phase phase) {}

  /** A batch of an evaluation is done. */
  default void afterEvalIter(Run run, EvalStep step) {}

  /**
   * All batches of an evaluation are done and judged.
   *
   * @param metrics the figures by name, such as {@code coco/bbox_mAP}
   */
  default void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {}

  /** An evaluation is over. */
  default void afterEval(Run run, EvalStep.Phase phase) {}

  /** A checkpoint is about to be written: MMEngine's top-level keys, to add to or change. */
  default void beforeSave(Run run, PyDict checkpoint) {}

  /** A checkpoint was read, before the weights go into the model. Not called for load_from. */
  default void afterLoad(Run run, PyDict checkpoint) {}

  /** Training is done or was stopped by a hook. */
  default void afterTrain(Run run) {}

  /**
   * The run ends, also when it fails.
   *
   * @param failure what ended it; null when it went well
   */
  default void afterRun(Run run, Throwable failure) {}
}
