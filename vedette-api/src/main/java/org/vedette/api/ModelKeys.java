package org.vedette.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Binder;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.tensor.Device;
import org.vedette.tensor.TensorScope;

/**
 * The names and shapes of a model's parameters and buffers, as they stand in its checkpoints. The
 * model is built without memory for its numbers; neither the network nor a checkpoint is touched.
 *
 * @param config what the user calls the config
 * @param state shapes by name, in registration order, buffers included; null when there is an error
 * @param numParams how many numbers the parameters hold; one that is shared counts once
 * @param error why there are no keys; null when there are
 */
public record ModelKeys(String config, Map<String, long[]> state, long numParams, String error) {
  /** Reads the keys of a built model. */
  public static ModelKeys of(String config, Detector model) {
    Map<String, long[]> state = new LinkedHashMap<>();
    try (TensorScope scope = TensorScope.open()) {
      model.state().forEach((name, param) -> state.put(name, param.shape()));
    }
    return new ModelKeys(config, state, model.numParams(), null);
  }

  /**
   * Reads the keys of many configs, in order.
   *
   * @param arguments config files, folders of them, or {@code .jsonl[.gz]} records with a {@code
   *     model}
   * @param consumer gets the keys, or the error, of each as soon as it is known
   */
  public static void forEach(Binder binder, List<String> arguments, Consumer<ModelKeys> consumer) {
    ConfigSources.forEach(arguments, source -> consumer.accept(keys(binder, source)));
  }

  private static ModelKeys keys(Binder binder, ConfigSources.Source source) {
    if (source.error() != null) {
      return new ModelKeys(source.name(), null, 0, source.error());
    }
    try {
      return of(source.name(), Models.build(Models.bind(binder, source.root()), Device.META));
    } catch (VedetteException e) {
      return new ModelKeys(source.name(), null, 0, e.getMessage());
    }
  }
}
