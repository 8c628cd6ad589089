package org.vedette.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.core.Detector;
import org.vedette.tensor.TensorScope;

/**
 * The names and shapes of a model's parameters and buffers, as they stand in its checkpoints. The
 * model is built without memory for its numbers and without its initial weights.
 *
 * @param state shapes by name, in registration order, buffers included
 * @param numParams how many numbers the parameters hold; one that is shared counts once
 */
public record ModelKeys(Map<String, long[]> state, long numParams) {
  /** Reads the keys of a built model. */
  public static ModelKeys of(Detector model) {
    Map<String, long[]> state = new LinkedHashMap<>();
    try (TensorScope scope = TensorScope.open()) {
      model.state().forEach((name, param) -> state.put(name, param.shape()));
    }
    return new ModelKeys(state, model.numParams());
  }
}
