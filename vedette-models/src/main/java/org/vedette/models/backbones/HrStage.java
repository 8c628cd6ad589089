package org.vedette.models.backbones;

import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;
import org.vedette.models.layers.residual.BasicBlock;
import org.vedette.models.layers.residual.BlockKind;
import org.vedette.models.layers.residual.Bottleneck;

/**
 * A stage of an HRNet.
 *
 * @param num_modules how many times the branches exchange what they found
 * @param num_branches how many resolutions there are
 * @param block what the branches are made of
 * @param num_blocks blocks in each branch
 * @param num_channels planes of each branch
 */
public record HrStage(
    int num_modules,
    int num_branches,
    Block block,
    List<Integer> num_blocks,
    List<Integer> num_channels) {
  /** Kinds of blocks. */
  public enum Block {
    /** Two 3x3 convolutions. */
    BASIC(BasicBlock.KIND),
    /** 1x1, 3x3, 1x1. */
    BOTTLENECK(Bottleneck.KIND);

    // A kind makes blocks and holds nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BlockKind kind;

    Block(BlockKind kind) {
      this.kind = kind;
    }

    /** Reads the upper-case name. */
    @FromConfig
    public static Block of(ConfigNode node) {
      for (Block block : values()) {
        if (node instanceof ScalarNode scalar && block.name().equals(scalar.value())) {
          return block;
        }
      }
      throw new IllegalArgumentException("expected 'BASIC' or 'BOTTLENECK'");
    }
  }

  /** Checks that each branch is said. */
  public HrStage {
    if (num_blocks.size() != num_branches || num_channels.size() != num_branches) {
      throw new IllegalArgumentException(
          "num_blocks and num_channels: expected one for each of %d branches, got %s and %s"
              .formatted(num_branches, num_blocks, num_channels));
    }
  }

  /** Makes the blocks. */
  BlockKind kind() {
    return block.kind;
  }

  /** Channels of each branch's map. */
  List<Integer> widths() {
    return num_channels.stream().map(planes -> planes * kind().expansion()).toList();
  }
}
