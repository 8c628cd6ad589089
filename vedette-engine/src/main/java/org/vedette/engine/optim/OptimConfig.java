package org.vedette.engine.optim;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;

/**
 * A config's {@code optim_wrapper}, whose {@code type} may be left out.
 *
 * @param spec the wrapper
 */
public record OptimConfig(Spec<OptimWrapper> spec) {
  private static final String TYPE = "type";

  /** Reads the dict; without a type it is an {@code OptimWrapper}. */
  @FromConfig
  public static OptimConfig of(ConfigNode node, BindContext context) {
    if (!(node instanceof DictNode dict)) {
      throw new IllegalArgumentException(
          "a dict such as dict(optimizer=dict(type='SGD', lr=0.01))");
    }
    DictNode typed = new DictNode(dict.location());
    if (!dict.has(TYPE)) {
      typed.put(TYPE, ScalarNode.of("OptimWrapper"));
    }
    dict.entries().forEach(typed::put);
    return new OptimConfig(context.spec(OptimWrapper.class, typed));
  }
}
