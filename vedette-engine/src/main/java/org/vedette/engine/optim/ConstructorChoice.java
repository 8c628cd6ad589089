package org.vedette.engine.optim;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;

/**
 * A constructor of groups, which a config names by its type alone.
 *
 * @param spec the component
 */
public record ConstructorChoice(Spec<OptimWrapperConstructor> spec) {
  /** Reads the name of a type. */
  @FromConfig
  public static ConstructorChoice of(ConfigNode node, BindContext context) {
    boolean name = node instanceof ScalarNode scalar && scalar.value() instanceof String;
    if (!name && !(node instanceof TypeNode)) {
      throw new IllegalArgumentException("the type of an optim_wrapper_constructor");
    }
    DictNode dict = new DictNode(node.location());
    dict.put("type", node);
    return new ConstructorChoice(context.spec(OptimWrapperConstructor.class, dict));
  }
}
