package org.vedette.models.layers.residual;

import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;
import org.vedette.core.Plugin;

/**
 * A layer that a backbone puts into bottlenecks.
 *
 * @param cfg the layer
 * @param position after which convolution of the block it stands
 * @param stages whether each stage has it; null for all
 */
public record BlockPlugin(Named cfg, Position position, @Default("None") List<Boolean> stages) {
  /** Places in a bottleneck. */
  public enum Position {
    /** After the first convolution, its norm and its activation. */
    AFTER_CONV1,
    /** After the second convolution, its norm and its activation. */
    AFTER_CONV2,
    /** After the third convolution and its norm, before the sum. */
    AFTER_CONV3
  }

  /**
   * A plugin and what tells it from others of its type.
   *
   * @param plugin makes the layer
   * @param postfix stands behind the layer's name
   */
  public record Named(Spec<Plugin> plugin, String postfix) {
    /** Reads a dict of a plugin's keys and, perhaps, {@code postfix}. */
    @FromConfig
    public static Named of(ConfigNode node, BindContext context) {
      if (!(node instanceof DictNode dict)) {
        throw new IllegalArgumentException("expected a dict with 'type'");
      }
      DictNode rest = new DictNode(dict.location());
      String postfix = "";
      for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
        if ("postfix".equals(entry.getKey())) {
          postfix = postfix(entry.getValue());
        } else {
          rest.put(entry.getKey(), entry.getValue());
        }
      }
      return new Named(context.spec(Plugin.class, rest), postfix);
    }

    private static String postfix(ConfigNode node) {
      if (node instanceof ScalarNode scalar
          && (scalar.value() instanceof String || scalar.value() instanceof Long)) {
        return String.valueOf(scalar.value());
      }
      throw new IllegalArgumentException("expected postfix to be a str or an int");
    }
  }

  /** Whether a stage has the layer. */
  public boolean inStage(int stage) {
    return stages == null || stages.get(stage);
  }
}
