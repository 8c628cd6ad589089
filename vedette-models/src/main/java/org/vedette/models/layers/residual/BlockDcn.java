package org.vedette.models.layers.residual;

import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;
import org.vedette.tensor.layers.ConvKind;

/**
 * The kind of convolution that takes the place of bottlenecks' 3x3 ones: what {@code dcn} names.
 *
 * @param conv the kind
 */
public record BlockDcn(Spec<ConvKind> conv) {
  private static final String FALLBACK = "fallback_on_stride";

  /** Reads a dict of the kind's keys and, perhaps, {@code fallback_on_stride=False}. */
  @FromConfig
  public static BlockDcn of(ConfigNode node, BindContext context) {
    if (!(node instanceof DictNode dict)) {
      throw new IllegalArgumentException("expected a dict with 'type'");
    }
    DictNode rest = new DictNode(dict.location());
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      if (!FALLBACK.equals(entry.getKey())) {
        rest.put(entry.getKey(), entry.getValue());
      } else if (!isFalse(entry.getValue())) {
        throw new IllegalArgumentException(
            "expected fallback_on_stride=False: with True upstream leaves the first block alone"
                + " without dcn, which Vedette does not do");
      }
    }
    return new BlockDcn(context.spec(ConvKind.class, rest));
  }

  private static boolean isFalse(ConfigNode node) {
    return node instanceof ScalarNode scalar && Boolean.FALSE.equals(scalar.value());
  }

  /** The kind of a stage; null where it has none. */
  public static Spec<ConvKind> inStage(BlockDcn dcn, List<Boolean> stages, int stage) {
    return dcn == null || !stages.get(stage) ? null : dcn.conv();
  }
}
