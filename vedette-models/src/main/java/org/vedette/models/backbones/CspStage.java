package org.vedette.models.backbones;

import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * One stage of a backbone of cross stage partial layers.
 *
 * @param in input channels
 * @param out output channels
 * @param blocks how many blocks the layer has
 * @param shortcut whether a block adds its input
 * @param spp whether pyramid pooling comes before the layer
 */
public record CspStage(int in, int out, int blocks, boolean shortcut, boolean spp) {
  /** Reads a list such as {@code [64, 128, 3, True, False]}. */
  @FromConfig
  public static CspStage of(ConfigNode node) {
    if (node instanceof ListNode list && list.items().size() == 5) {
      List<Object> values =
          list.items().stream()
              .map(item -> item instanceof ScalarNode scalar ? scalar.value() : null)
              .toList();
      if (values.get(0) instanceof Long in
          && values.get(1) instanceof Long out
          && values.get(2) instanceof Long blocks
          && values.get(3) instanceof Boolean shortcut
          && values.get(4) instanceof Boolean spp) {
        return new CspStage(
            Math.toIntExact(in), Math.toIntExact(out), Math.toIntExact(blocks), shortcut, spp);
      }
    }
    throw new IllegalArgumentException("expected [in, out, blocks, shortcut, spp]");
  }

  /** The stage with scaled channels (rounded down) and blocks (to even, at least one). */
  public CspStage scaled(double deepen, double widen) {
    int scaledBlocks = (int) Math.max(Math.rint(blocks * deepen), 1);
    return new CspStage((int) (in * widen), (int) (out * widen), scaledBlocks, shortcut, spp);
  }
}
