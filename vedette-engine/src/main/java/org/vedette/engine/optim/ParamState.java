package org.vedette.engine.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.HostTensor;

/**
 * What an optimizer remembers of one parameter, under PyTorch's names. A field is a tensor of the
 * parameter's shape, which may be absent; a Long, which a checkpoint holds as a Python int; or a
 * Float, which it holds as a tensor of no dimension, as PyTorch does.
 */
public final class ParamState {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** A state without fields. */
  public ParamState() {}

  /** Adds zeros of the parameter's shape. */
  public ParamState zeros(String name, Tensor param) {
    return filled(name, param, 0);
  }

  /** Adds a tensor of the parameter's shape and one value. */
  public ParamState filled(String name, Tensor param, double value) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor tensor = Ops.zerosLike(param);
      set(name, value == 0 ? tensor : InPlace.add(tensor, value));
    }
    return this;
  }

  /** Adds a place for a tensor that comes later. */
  public ParamState absent(String name) {
    fields.put(name, null);
    return this;
  }

  /** Adds a number: a Long or a Float, as it is saved. */
  public ParamState number(String name, Number value) {
    fields.put(name, value);
    return this;
  }

  /** A tensor, or null when it is absent. */
  public Tensor tensor(String name) {
    return (Tensor) fields.get(name);
  }

  /** A number. */
  public double number(String name) {
    return ((Number) fields.get(name)).doubleValue();
  }

  /** Counts one up and gives the new value. */
  public double count(String name) {
    fields.computeIfPresent(
        name,
        (key, value) -> value instanceof Long whole ? (Object) (whole + 1) : (float) value + 1);
    return number(name);
  }

  /** Keeps a tensor beyond the scope that it was made in. */
  public void set(String name, Tensor value) {
    value.retainReference();
    if (fields.put(name, value) instanceof Tensor before) {
      before.releaseReference();
    }
  }

  /** Frees the tensors. */
  void release() {
    for (Object field : fields.values()) {
      if (field instanceof Tensor tensor) {
        tensor.releaseReference();
      }
    }
    fields.clear();
  }

  PyDict save() {
    PyDict saved = new PyDict();
    fields.forEach(
        (name, value) -> {
          if (value instanceof Tensor tensor) {
            saved.put(name, StateLoader.toHost(tensor));
          } else if (value instanceof Float number) {
            saved.put(name, HostTensor.of(new float[] {number}));
          } else {
            saved.put(name, value);
          }
        });
    return saved;
  }

  /**
   * Takes over saved values for the fields that are there.
   *
   * @param what the parameter's name, for messages
   */
  void load(PyDict saved, Tensor param, String what) {
    if (!saved.keySet().equals(fields.keySet())) {
      throw new CheckpointException(
          "the optimizer's state of "
              + what
              + " has "
              + saved.keySet()
              + "; expected "
              + fields.keySet()
              + "; hint: was it saved by another optimizer?");
    }
    for (String name : List.copyOf(fields.keySet())) {
      load(name, saved.get(name), param, what);
    }
  }

  private void load(String name, Object value, Tensor param, String what) {
    Object before = fields.get(name);
    if (before instanceof Number) {
      double number = SavedNumbers.of(value, "the optimizer's " + name + " of " + what);
      fields.put(name, before instanceof Long ? (Object) (long) number : (float) number);
    } else if (value instanceof HostTensor host) {
      copy(name, host, param, what);
    } else if (value != null || before != null) {
      throw new CheckpointException(
          "the optimizer's " + name + " of " + what + ": expected a tensor, got " + value);
    }
  }

  private void copy(String name, HostTensor host, Tensor param, String what) {
    if (!Arrays.equals(host.shape(), Tensors.shape(param))) {
      throw new CheckpointException(
          "the optimizer's "
              + name
              + " of "
              + what
              + ": expected "
              + Tensors.describe(param)
              + ", got "
              + host);
    }
    try (TensorScope scope = TensorScope.open()) {
      set(name, Ops.zerosLike(param).copy_(StateLoader.toTensor(host)));
    }
  }
}
