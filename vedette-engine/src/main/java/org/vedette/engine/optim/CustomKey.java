package org.vedette.engine.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.base.pickle.PyTuple;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * Settings of the parameters that one text of {@code custom_keys} chooses.
 *
 * @param settings {@code lr_mult}, {@code decay_mult} and settings of the optimizer, in order
 */
public record CustomKey(Map<String, Object> settings) {
  /** Keeps a map of its own. */
  public CustomKey {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Reads the dict. */
  @FromConfig
  public static CustomKey of(ConfigNode node) {
    if (!(node instanceof DictNode dict)) {
      throw new IllegalArgumentException("a dict such as dict(lr_mult=0.1, decay_mult=0)");
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    dict.entries()
        .forEach((key, value) -> settings.put(String.valueOf(key), plain((String) key, value)));
    return new CustomKey(settings);
  }

  private static Object plain(String key, ConfigNode node) {
    if (node instanceof ListNode list) {
      return PyTuple.copyOf(list.items().stream().map(item -> plain(key, item)).toList());
    }
    Object value = node instanceof ScalarNode scalar ? scalar.value() : null;
    if (!(value instanceof Number) && (key.equals("lr_mult") || key.equals("decay_mult"))) {
      throw new IllegalArgumentException("a number for " + key);
    }
    return value;
  }

  double lrMult() {
    return settings.get("lr_mult") instanceof Number number ? number.doubleValue() : 1;
  }

  /** The factor of the weight decay; null when it was not written. */
  Double decayMult() {
    return settings.get("decay_mult") instanceof Number number ? number.doubleValue() : null;
  }
}
