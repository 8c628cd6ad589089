package org.vedette.engine.log.mlflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.io.PythonWriter;

/** A config as MLflow's flat parameters, as MMEngine's backend names them. */
final class MlflowParams {
  /** The longest value that servers take. */
  static final int LONGEST_VALUE = 6000;

  private MlflowParams() {}

  /**
   * Every value by its path.
   *
   * @param keys the top-level keys that are wanted; null for all
   */
  static Map<String, String> of(DictNode config, List<String> keys) {
    Map<String, String> params = new LinkedHashMap<>();
    config
        .entries()
        .forEach(
            (key, value) -> {
              if (keys == null || keys.contains(String.valueOf(key))) {
                put(params, String.valueOf(key), value);
              }
            });
    return params;
  }

  private static void put(Map<String, String> params, String path, ConfigNode value) {
    if (value instanceof DictNode dict) {
      dict.entries().forEach((key, item) -> put(params, path + "." + key, item));
    } else if (value instanceof ListNode list
        && list.items().stream().anyMatch(DictNode.class::isInstance)) {
      for (int i = 0; i < list.items().size(); i++) {
        put(params, path + "." + i, list.items().get(i));
      }
    } else {
      String text = PythonWriter.value(value);
      boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
      String bare = quoted ? text.substring(1, text.length() - 1) : text;
      params.put(path, bare.substring(0, Math.min(bare.length(), LONGEST_VALUE)));
    }
  }
}
