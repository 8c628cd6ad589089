package org.vedette.engine.ema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.DType;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.HostTensor;

/**
 * An average of a model's weights over training, beside the weights themselves. Parameters are
 * averaged; buffers, such as the statistics of batch norms, follow the model, unless they are to be
 * averaged, too. A parameter that several layers share is averaged once for each of its names where
 * buffers are averaged, else once, as upstream.
 */
@ComponentKind("averaged_model")
public abstract class AveragedModel {
  private static final String STEPS = "steps";
  private static final String PREFIX = "module.";

  private final int interval;
  private final boolean updateBuffers;
  private final Map<Param, Tensor> averages = new LinkedHashMap<>();
  private Layer model;
  private final Set<Param> missing = new LinkedHashSet<>();
  private long steps;

  /**
   * An average that knows no model yet.
   *
   * @param interval in how many updates there is one that counts
   * @param updateBuffers whether buffers are averaged
   */
  protected AveragedModel(int interval, boolean updateBuffers) {
    if (interval < 1) {
      throw new IllegalArgumentException("interval " + interval + ": expected 1 or more");
    }
    this.interval = interval;
    this.updateBuffers = updateBuffers;
  }

  /**
   * Brings an average nearer to its source, in place.
   *
   * @param steps updates that are done
   */
  protected abstract void average(Tensor average, Tensor source, long steps);

  /** Starts as a copy of a model. */
  public final void start(Layer source) {
    model = source;
    try (GradMode off = GradMode.off()) {
      for (Param param : source.state().values()) {
        if (!averages.containsKey(param)) {
          try (TensorScope scope = TensorScope.open()) {
            averages.put(param, copyOf(param.get()));
          }
        }
      }
    }
  }

  private static Tensor copyOf(Tensor tensor) {
    Tensor copy = tensor.detach().clone();
    copy.retainReference();
    return copy;
  }

  /** Whether it has started. */
  public final boolean isStarted() {
    return model != null;
  }

  /** Takes from the model, once its weights are loaded, what a loaded state did not have. */
  public final void complete() {
    try (GradMode off = GradMode.off()) {
      missing.forEach(this::follow);
    }
    missing.clear();
  }

  /** Takes in the model as it is now. The first time it becomes a copy. */
  public final void update() {
    try (GradMode off = GradMode.off()) {
      for (Param param : averaged()) {
        if (steps == 0) {
          averages.get(param).copy_(param.get());
        } else if (steps % interval == 0 && DType.of(param.get()).isFloat()) {
          try (TensorScope scope = TensorScope.open()) {
            average(averages.get(param), param.get().detach(), steps);
          }
        }
      }
      if (!updateBuffers) {
        model.state().values().stream().filter(Param::isBuffer).forEach(this::follow);
      }
    }
    steps++;
  }

  /** Becomes a copy of the model as it is now, without counting a step. */
  public final void follow() {
    try (GradMode off = GradMode.off()) {
      averages.keySet().forEach(this::follow);
    }
  }

  private void follow(Param param) {
    try (TensorScope scope = TensorScope.open()) {
      averages.get(param).copy_(param.get());
    }
  }

  private Collection<Param> averaged() {
    return (updateBuffers ? model.state() : model.parameters()).values();
  }

  /** Exchanges the average with the model's weights, and its buffers where they are averaged. */
  public final void swap() {
    Set<Param> once = Collections.newSetFromMap(new IdentityHashMap<>());
    once.addAll(averaged());
    try (GradMode off = GradMode.off()) {
      for (Param param : once) {
        try (TensorScope scope = TensorScope.open()) {
          Tensor average = averages.get(param);
          Tensor before = average.clone();
          average.copy_(param.get());
          param.get().copy_(before);
        }
      }
    }
  }

  /** How many updates are done. */
  public final long steps() {
    return steps;
  }

  /** {@code steps} and, under {@code module.NAME}, every average and buffer. */
  public final PyDict state() {
    PyDict state = PyDict.ordered();
    state.put(STEPS, HostTensor.of(new long[] {steps}));
    model
        .state()
        .forEach(
            (name, param) -> state.put(PREFIX + name, StateLoader.toHost(averages.get(param))));
    return state;
  }

  /**
   * Takes back a state; the average has started.
   *
   * @param strict whether names that are missing or left over are an error
   * @return the names that are missing or left over
   * @throws CheckpointException when a tensor has another shape
   */
  public final Set<String> load(PyDict state, boolean strict) {
    Map<String, Param> expected = new LinkedHashMap<>();
    model.state().forEach((name, param) -> expected.put(PREFIX + name, param));
    Set<String> unmatched = new TreeSet<>(expected.keySet());
    state.forEach(
        (name, value) -> {
          if (value instanceof HostTensor tensor && expected.containsKey(name)) {
            load(String.valueOf(name), tensor, averages.get(expected.get(name)));
            unmatched.remove(name);
          } else if (!STEPS.equals(name)) {
            unmatched.add(String.valueOf(name));
          }
        });
    if (strict && !unmatched.isEmpty()) {
      throw new CheckpointException("ema_state_dict: missing or unexpected: " + unmatched);
    }
    expected.forEach(
        (name, param) -> {
          if (unmatched.contains(name)) {
            missing.add(param);
          }
        });
    steps = state.get(STEPS) instanceof HostTensor tensor ? longOf(tensor) : 0;
    return unmatched;
  }

  private static void load(String name, HostTensor from, Tensor to) {
    if (!Arrays.equals(from.shape(), Tensors.shape(to))) {
      throw new CheckpointException(
          "ema_state_dict: " + name + ": expected " + Tensors.describe(to) + ", got " + from);
    }
    try (TensorScope scope = TensorScope.open()) {
      to.copy_(StateLoader.toTensor(from));
    }
  }

  private static long longOf(HostTensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      return Tensors.toLongs(StateLoader.toTensor(tensor))[0];
    }
  }
}
