package org.vedette.engine.hook;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;
import org.vedette.engine.ema.AveragedModel;

/**
 * A kind of average, which a config names by its type alone.
 *
 * @param spec the component
 */
public record EmaChoice(Spec<AveragedModel> spec) {
  /** Reads the name of a type. */
  @FromConfig
  public static EmaChoice of(ConfigNode node, BindContext context) {
    boolean name = node instanceof ScalarNode scalar && scalar.value() instanceof String;
    if (!name && !(node instanceof TypeNode)) {
      throw new IllegalArgumentException("the type of an averaged_model");
    }
    DictNode dict = new DictNode(node.location());
    dict.put("type", node);
    return new EmaChoice(context.spec(AveragedModel.class, dict));
  }
}
