package org.vedette.engine.optim;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;

/**
 * A {@code paramwise_cfg}, of which an empty dict is none, as upstream.
 *
 * @param config the settings; null for an empty dict
 */
public record Paramwise(ParamwiseConfig config) {
  /** Reads the dict. */
  @FromConfig
  public static Paramwise of(ConfigNode node, BindContext context) {
    if (node instanceof DictNode dict && dict.keys().isEmpty()) {
      return new Paramwise(null);
    }
    return new Paramwise(context.bind(ParamwiseConfig.class, node));
  }
}
