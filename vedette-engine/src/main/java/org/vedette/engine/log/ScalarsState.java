package org.vedette.engine.log;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;
import org.vedette.tensor.checkpoint.ElementType;
import org.vedette.tensor.checkpoint.HostTensor;
import org.vedette.tensor.checkpoint.NumpyArray;

/** {@link Scalars} in the layout of MMEngine's {@code message_hub}. */
public final class ScalarsState {
  private static final String MODULE = "mmengine.logging.history_buffer";
  private static final PyGlobal HISTORY = new PyGlobal(MODULE, "HistoryBuffer");
  private static final long MAX_LENGTH = 1_000_000;

  private ScalarsState() {}

  /** The whole state. */
  public static PyDict of(Scalars scalars) {
    PyDict histories = PyDict.ordered();
    PyDict resumed = PyDict.ordered();
    PyDict info = PyDict.ordered();
    scalars
        .info()
        .forEach(
            (name, value) -> {
              info.put(name, value);
              resumed.put(name, true);
            });
    scalars
        .histories()
        .forEach(
            (name, history) -> {
              histories.put(name, buffer(history));
              resumed.put(name, true);
            });
    PyDict state = new PyDict();
    state.put("log_scalars", histories);
    state.put("runtime_info", info);
    state.put("resumed_keys", resumed);
    return state;
  }

  private static PyObject buffer(History history) {
    long size = history.size();
    PyDict methods = new PyDict();
    for (String method : new String[] {"min", "max", "current", "mean"}) {
      methods.put(method, new PyGlobal(MODULE, "HistoryBuffer." + method));
    }
    PyDict attributes = new PyDict();
    attributes.put("max_length", MAX_LENGTH);
    attributes.put("_log_history", NumpyArray.of(HostTensor.of(history.values(), size)));
    attributes.put("_count_history", NumpyArray.of(HostTensor.of(history.counts(), size)));
    attributes.put("statistics_methods", methods);
    PyObject object = PyObject.create(HISTORY, PyTuple.EMPTY);
    object.setState(attributes);
    return object;
  }

  /**
   * Takes back a state, in place of what was there.
   *
   * @throws CheckpointException when a history is not as MMEngine writes it
   */
  public static void restore(Scalars scalars, PyDict state) {
    scalars.forget("");
    if (state.dict("log_scalars") != null) {
      state
          .dict("log_scalars")
          .forEach((name, value) -> fill(scalars, String.valueOf(name), value));
    }
    if (state.dict("runtime_info") != null) {
      for (Map.Entry<Object, Object> entry : state.dict("runtime_info").entrySet()) {
        scalars.info().put(String.valueOf(entry.getKey()), entry.getValue());
      }
    }
  }

  private static void fill(Scalars scalars, String name, Object value) {
    if (value instanceof PyObject object && object.state() instanceof PyDict attributes) {
      DoubleBuffer values = doubles(attributes.get("_log_history"));
      LongBuffer counts = longs(attributes.get("_count_history"));
      if (values != null && counts != null && values.remaining() == counts.remaining()) {
        while (values.hasRemaining()) {
          scalars.add(name, values.get(), counts.get());
        }
        return;
      }
    }
    throw new CheckpointException("message_hub: the history of " + name + " is malformed");
  }

  private static DoubleBuffer doubles(Object array) {
    HostTensor tensor = tensor(array, ElementType.FLOAT64);
    return tensor == null ? null : tensor.data().asDoubleBuffer();
  }

  private static LongBuffer longs(Object array) {
    HostTensor tensor = tensor(array, ElementType.INT64);
    return tensor == null ? null : tensor.data().asLongBuffer();
  }

  private static HostTensor tensor(Object value, ElementType type) {
    return value instanceof NumpyArray array
        ? array.tensor().filter(tensor -> tensor.type() == type).orElse(null)
        : null;
  }
}
