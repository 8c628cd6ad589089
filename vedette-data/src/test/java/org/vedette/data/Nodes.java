package org.vedette.data;

import java.util.List;
import java.util.Map;
import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

/** Turns JSON trees of reference files into config values. */
public final class Nodes {
  /** Finds the components on the class path. */
  public static final Binder BINDER = new Binder(Registry.load());

  private Nodes() {}

  /** The config value of a JSON value; lists become tuples, as the reference's configs had them. */
  public static ConfigNode of(Object json) {
    if (json instanceof Map<?, ?> map) {
      DictNode dict = new DictNode(Location.UNKNOWN);
      map.forEach((key, value) -> dict.put(key, of(value)));
      return dict;
    }
    if (json instanceof List<?> list) {
      return new ListNode(list.stream().map(Nodes::of).toList(), true, Location.UNKNOWN);
    }
    return ScalarNode.of(json);
  }

  /** Builds a transform from a literal such as {@code dict(type='Pad', size_divisor=32)}. */
  public static Transform transform(String literal) {
    return BINDER.spec(Transform.class, literal).build();
  }

  /** Whether a transform of this name is there. */
  public static boolean knows(String type) {
    return BINDER.registry().find("transform", type).isPresent();
  }
}
