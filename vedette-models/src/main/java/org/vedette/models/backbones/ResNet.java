package org.vedette.models.backbones;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.models.layers.residual.BasicBlock;
import org.vedette.models.layers.residual.BlockKind;
import org.vedette.models.layers.residual.Bottleneck;

/**
 * Residual networks (He et al. 2016): (N, in_channels, H, W) to maps at strides 4, 8, 16, 32.
 * Children: {@code conv1} and {@code bn1} (or {@code stem}), {@code layer1} to {@code layer4}.
 */
@Component("ResNet")
public final class ResNet extends ResidualBackbone {
  /**
   * Settings.
   *
   * @param depth 18, 34, 50, 101 or 152
   * @param settings what the family shares
   * @param deep_stem whether three 3x3 convolutions stand for the 7x7 one
   * @param avg_down whether shortcuts halve maps by means instead of strides
   */
  public record Config(
      int depth,
      @Flat ResNetSettings settings,
      @Default("False") boolean deep_stem,
      @Default("False") boolean avg_down) {
    /** Checks that the settings go together. */
    public Config {
      ResNetStages.requireKnown(depth);
      if (!ResNetStages.hasBottlenecks(depth)) {
        settings.requirePlainBlocks(depth);
      }
    }
  }

  /** A backbone with the given settings. */
  public ResNet(Config config) {
    super(config.settings());
    if (config.deep_stem()) {
      addDeepStem();
    } else {
      addStem(7, true);
    }
    BlockKind kind =
        ResNetStages.hasBottlenecks(config.depth()) ? Bottleneck.KIND : BasicBlock.KIND;
    ResNetStages.add(this, config.settings(), config.depth(), kind, config.avg_down());
  }
}
