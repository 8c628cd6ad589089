package org.vedette.engine.optim;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/**
 * An optimizer with what stands around it: groups of parameters, gradient accumulation, clipping,
 * precision.
 */
@ComponentKind("optim_wrapper")
public interface OptimWrapper {
  /** Sorts a model's parameters into groups and starts the optimizer; called once, first. */
  void start(Layer model);

  /** The groups of parameters. */
  List<ParamGroup> groups();

  /**
   * What schedules change: the groups, and, where there are several, one more without parameters
   * that starts from the optimizer's own settings.
   */
  List<ParamGroup> scheduled();

  /**
   * What is logged under {@code train/}: {@code base_lr}, the optimizer's own, where there are
   * several groups; {@code lr}, the first group's.
   */
  Map<String, Double> learningRates();

  /**
   * Tells where the run stands, so that gradients are accumulated over the right steps.
   *
   * @param iteration steps that are done
   * @param maxIterations steps of the whole run
   */
  void begin(long iteration, long maxIterations);

  /** The precision of the forward pass, while the returned scope is open. */
  Scope forwardScope();

  /** Accumulates the gradients of a loss, scaled as accumulation and precision want it. */
  void backward(Tensor loss);

  /**
   * Ends a step: once enough gradients are accumulated, clips them, updates the parameters and
   * drops the gradients.
   *
   * @return whether the parameters were updated
   */
  boolean step();

  /** The norm of the gradients before clipping, in the last update; empty without clip_grad. */
  OptionalDouble gradNorm();

  /** The lr that the config gave the optimizer, before any factor of a group. */
  double baseLr();

  /** Multiplies the lr of the optimizer and all groups, before the schedules start. */
  void scaleLr(double factor);

  /** The optimizer's state, and the loss scaler's where there is one. */
  PyDict state();

  /** Takes back a state. */
  void load(PyDict state);

  /** A stretch of work; closing it never fails. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
