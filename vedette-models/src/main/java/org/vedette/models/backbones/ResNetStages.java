package org.vedette.models.backbones;

import java.util.List;
import java.util.Map;
import org.vedette.models.layers.residual.BasicBlock;
import org.vedette.models.layers.residual.BlockKind;
import org.vedette.models.layers.residual.Bottleneck;
import org.vedette.models.layers.residual.ResidualStage;
import org.vedette.tensor.layers.Sequential;

/** How many blocks the stages of a ResNet of each depth have. */
public final class ResNetStages {
  private static final Map<Integer, List<Integer>> BLOCKS =
      Map.of(
          18, List.of(2, 2, 2, 2),
          34, List.of(3, 4, 6, 3),
          50, List.of(3, 4, 6, 3),
          101, List.of(3, 4, 23, 3),
          152, List.of(3, 8, 36, 3));

  private ResNetStages() {}

  /** Whether the blocks of a depth are bottlenecks. */
  public static boolean hasBottlenecks(int depth) {
    return depth >= 50;
  }

  /** Blocks of a stage, from 0. */
  public static int blocks(int depth, int stage) {
    return BLOCKS.get(depth).get(stage);
  }

  /** Refuses a depth that is not there. */
  public static void requireKnown(int depth) {
    if (!BLOCKS.containsKey(depth)) {
      throw new IllegalArgumentException("depth: expected 18, 34, 50, 101 or 152, got " + depth);
    }
  }

  /** Refuses a depth that is not there, and settings that do not fit it. */
  static void check(int depth, ResNetSizes sizes, ResNetSettings settings) {
    requireKnown(depth);
    if (!hasBottlenecks(depth)) {
      settings.requirePlainBlocks(depth);
    }
    settings.requireStages(sizes.num_stages(), sizes.strides());
  }

  /** As {@link #check}, for a backbone that is made of bottlenecks. */
  static void checkBottlenecks(int depth, ResNetSizes sizes, ResNetSettings settings) {
    if (!BLOCKS.containsKey(depth) || !hasBottlenecks(depth)) {
      throw new IllegalArgumentException("depth: expected 50, 101 or 152, got " + depth);
    }
    settings.requireStages(sizes.num_stages(), sizes.strides());
  }

  /** The blocks of a plain ResNet. */
  public static BlockKind blockKind(int depth) {
    return hasBottlenecks(depth) ? Bottleneck.KIND : BasicBlock.KIND;
  }

  /** Adds the stages of a depth to a backbone whose stem is there. */
  static void add(
      ResidualBackbone backbone,
      int depth,
      ResNetSizes sizes,
      ResNetSettings settings,
      BlockKind kind,
      boolean averageDown) {
    int in = sizes.stemWidth();
    for (int i = 0; i < sizes.num_stages(); i++) {
      int planes = sizes.base_channels() << i;
      Sequential stage =
          new ResidualStage(
                  in,
                  planes,
                  blocks(depth, i),
                  sizes.strides().get(i),
                  settings.dilations().get(i),
                  averageDown)
              .build(kind, settings.blockStyle(i));
      in = planes * kind.expansion();
      backbone.addStage(stage, in);
    }
    backbone.freeze();
  }
}
