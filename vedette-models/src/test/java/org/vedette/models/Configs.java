package org.vedette.models;

import java.util.List;
import java.util.Map;
import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

/** Binds components in tests. */
public final class Configs {
  /** Binds whatever this module and those below declare. */
  public static final Binder BINDER = new Binder(Registry.load());

  private Configs() {}

  /** A value read from JSON as a config value. */
  public static ConfigNode node(Object json) {
    if (json instanceof Map<?, ?> map) {
      DictNode dict = new DictNode(Location.UNKNOWN);
      map.forEach((key, value) -> dict.put(key, node(value)));
      return dict;
    }
    if (json instanceof List<?> list) {
      List<ConfigNode> items = list.stream().map(Configs::node).toList();
      return new ListNode(items, false, Location.UNKNOWN);
    }
    return ScalarNode.of(json);
  }
}
