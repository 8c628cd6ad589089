package org.vedette.engine.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.tensor.Param;

/**
 * An optimizer's state in a checkpoint, in PyTorch's layout: parameters are counted over groups.
 */
record OptimizerState(List<ParamGroup> groups, Map<Param, ParamState> states) {
  private static final String PARAMS = "params";

  /** Makes the state that a parameter starts with. */
  @FunctionalInterface
  interface Fresh {
    ParamState of(Tensor param, ParamGroup group);
  }

  PyDict save() {
    PyDict state = new PyDict();
    PyList savedGroups = new PyList();
    long index = 0;
    for (ParamGroup group : groups) {
      PyDict saved = new PyDict();
      PyList indices = new PyList();
      saved.putAll(group.options());
      saved.put(PARAMS, indices);
      savedGroups.add(saved);
      for (Param param : group.params().values()) {
        ParamState own = states.get(param);
        if (own != null) {
          state.put(index, own.save());
        }
        indices.add(index++);
      }
    }
    PyDict all = new PyDict();
    all.put("state", state);
    all.put("param_groups", savedGroups);
    return all;
  }

  void load(PyDict saved, Map<String, Object> defaults, Fresh fresh) {
    List<?> savedGroups = SavedNumbers.list(saved.get("param_groups"), "optimizer.param_groups");
    if (savedGroups.size() != groups.size()) {
      throw new CheckpointException(
          "the optimizer's state has "
              + savedGroups.size()
              + " parameter groups; expected "
              + groups.size()
              + "; hint: was it saved with another paramwise_cfg?");
    }
    PyDict savedStates = saved.dict("state");
    if (savedStates == null) {
      throw new CheckpointException("the optimizer's state has no 'state'");
    }
    for (int i = 0; i < groups.size(); i++) {
      if (!(savedGroups.get(i) instanceof PyDict savedGroup)) {
        throw new CheckpointException("optimizer.param_groups[" + i + "]: expected a dict");
      }
      loadOptions(groups.get(i), savedGroup, defaults);
      loadStates(groups.get(i), savedGroup, savedStates, fresh);
    }
  }

  private static void loadOptions(ParamGroup group, PyDict saved, Map<String, Object> defaults) {
    Map<String, Object> options = new LinkedHashMap<>();
    saved.forEach(
        (name, value) -> {
          if (!PARAMS.equals(name)) {
            options.put(String.valueOf(name), SavedNumbers.plain(value));
          }
        });
    defaults.forEach(options::putIfAbsent);
    group.options().clear();
    group.options().putAll(options);
  }

  private void loadStates(ParamGroup group, PyDict saved, PyDict savedStates, Fresh fresh) {
    List<?> indices = SavedNumbers.list(saved.get(PARAMS), "a parameter group's params");
    if (indices.size() != group.params().size()) {
      throw new CheckpointException(
          "a parameter group of the optimizer's state has "
              + indices.size()
              + " parameters; expected "
              + group.params().size()
              + ": "
              + String.join(", ", group.names().subList(0, Math.min(3, group.names().size())))
              + ", ...");
    }
    int at = 0;
    for (Map.Entry<String, Param> param : group.params().entrySet()) {
      if (savedStates.get(indices.get(at++)) instanceof PyDict savedState) {
        Tensor tensor = param.getValue().get();
        ParamState state = fresh.of(tensor, group);
        state.load(savedState, tensor, param.getKey());
        states.put(param.getValue(), state);
      }
    }
  }
}
