package org.vedette.models.backbones;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.models.layers.residual.BlockKind;

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
   * @param sizes widths and strides
   * @param settings what the family shares
   * @param deep_stem whether three 3x3 convolutions stand for the 7x7 one
   * @param avg_down whether shortcuts halve maps by means instead of strides
   */
  public record Config(
      int depth,
      @Flat ResNetSizes sizes,
      @Flat ResNetSettings settings,
      @Default("False") boolean deep_stem,
      @Default("False") boolean avg_down) {
    /** Checks that the settings go together. */
    public Config {
      ResNetStages.check(depth, sizes, settings);
    }
  }

  /** A backbone with the given settings. */
  public ResNet(Config config) {
    super(config.settings(), config.sizes().strides());
    if (config.deep_stem()) {
      addDeepStem(config.sizes().stemWidth());
    } else {
      addStem(7, config.sizes().stemWidth(), true);
    }
    BlockKind kind = ResNetStages.blockKind(config.depth());
    ResNetStages.add(
        this, config.depth(), config.sizes(), config.settings(), kind, config.avg_down());
  }
}
