package org.vedette.tensor.init;

import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;
import org.vedette.tensor.Initializer;

/**
 * A child that is initialised otherwise than its parent: {@code override=dict(name='fc_cls', ...)}.
 *
 * @param name the child's name
 * @param initializer how; null for the parent's own way
 */
public record InitOverride(String name, Spec<Initializer> initializer) {
  /** Reads a dict of {@code name} and, with {@code type}, the keys of an initializer. */
  @FromConfig
  public static InitOverride of(ConfigNode node, BindContext context) {
    if (!(node instanceof DictNode dict) || dict.string("name") == null) {
      throw new IllegalArgumentException("expected a dict with 'name'");
    }
    DictNode rest = new DictNode(dict.location());
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      if (!"name".equals(entry.getKey())) {
        rest.put(entry.getKey(), entry.getValue());
      }
    }
    boolean own = !rest.entries().isEmpty();
    if (own && !rest.has("type")) {
      throw new IllegalArgumentException("expected 'type' beside 'name' and the other keys");
    }
    return new InitOverride(
        dict.string("name"), own ? context.spec(Initializer.class, rest) : null);
  }
}
