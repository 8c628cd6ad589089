package org.vedette.engine.optim;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.Param;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.checkpoint.HostTensor;

/**
 * Gradients between two updates, so that a run that was saved there goes on exactly. MMEngine loses
 * them, and leaves the key alone.
 */
final class AccumulatedGradients {
  private static final String KEY = "accumulated_gradients";

  private AccumulatedGradients() {}

  static void save(List<ParamGroup> groups, PyDict state) {
    PyDict saved = new PyDict();
    long index = 0;
    for (ParamGroup group : groups) {
      for (Param param : group.params().values()) {
        try (TensorScope scope = TensorScope.open()) {
          Tensor grad = param.grad();
          if (grad != null) {
            saved.put(index, StateLoader.toHost(grad));
          }
        }
        index++;
      }
    }
    state.put(KEY, saved);
  }

  static void load(List<ParamGroup> groups, PyDict state) {
    PyDict saved = state.dict(KEY);
    if (saved == null) {
      return;
    }
    long index = 0;
    for (ParamGroup group : groups) {
      for (Param param : group.params().values()) {
        if (saved.get(index++) instanceof HostTensor host) {
          try (TensorScope scope = TensorScope.open()) {
            param.setGrad(StateLoader.toTensor(host));
          }
        }
      }
    }
  }
}
