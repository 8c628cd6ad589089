package org.vedette.tensor.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyDict;

/** Finds the weights in a checkpoint's object tree. */
final class StateDicts {
  private static final List<String> KEYS = List.of("state_dict", "model");
  private static final String PARALLEL_PREFIX = "module.";

  /**
   * A state dict.
   *
   * @param key where it was; empty when it is the root
   * @param others names that hold no tensor
   */
  record Found(String key, Map<String, HostTensor> tensors, List<String> others) {}

  private StateDicts() {}

  static Found find(Object root) {
    if (!(root instanceof PyDict dict)) {
      return new Found("", Map.of(), List.of());
    }
    for (String key : KEYS) {
      if (dict.dict(key) != null) {
        return collect(key, dict.dict(key));
      }
    }
    return collect("", dict);
  }

  private static Found collect(String key, PyDict dict) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (Map.Entry<Object, Object> entry : dict.entrySet()) {
      HostTensor tensor = tensor(entry.getValue());
      if (tensor != null && entry.getKey() instanceof String name) {
        tensors.put(stripped(name), tensor);
      } else {
        others.add(String.valueOf(entry.getKey()));
      }
    }
    return new Found(key, tensors, others);
  }

  /** The name without the prefix that DataParallel wrappers add. */
  static String stripped(String name) {
    return name.startsWith(PARALLEL_PREFIX) ? name.substring(PARALLEL_PREFIX.length()) : name;
  }

  /** The tensor that a value is or holds, or null. */
  static HostTensor tensor(Object value) {
    if (value instanceof HostTensor tensor) {
      return tensor;
    }
    return value instanceof NumpyArray array ? array.tensor().orElse(null) : null;
  }

  static List<List<String>> aliases(Map<String, HostTensor> tensors) {
    Map<Storage, List<String>> byStorage = new HashMap<>();
    List<List<String>> groups = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          List<String> names =
              byStorage.computeIfAbsent(
                  tensor.storage(),
                  storage -> {
                    List<String> group = new ArrayList<>();
                    groups.add(group);
                    return group;
                  });
          names.add(name);
        });
    groups.removeIf(group -> group.size() == 1);
    return groups;
  }

  /** What a root without weights is, for an error. */
  static String describe(Object root) {
    if (root instanceof PyDict dict) {
      List<String> keys = dict.keySet().stream().limit(8).map(String::valueOf).toList();
      return dict.isEmpty() ? "an empty dict" : "a dict of " + String.join(", ", keys);
    }
    return PickleReader.describe(root);
  }
}
