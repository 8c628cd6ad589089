package org.vedette.models.backbones;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.models.layers.residual.BlockKind;

/**
 * ResNet with a stem of three 3x3 convolutions and shortcuts that halve maps by means (He et al.
 * 2019, "Bag of Tricks"). Children: {@code stem}, {@code layer1} to {@code layer4}.
 */
@Component("ResNetV1d")
public final class ResNetV1d extends ResidualBackbone {
  /**
   * Settings.
   *
   * @param depth 18, 34, 50, 101 or 152
   * @param sizes widths and strides
   * @param settings what the family shares
   */
  public record Config(int depth, @Flat ResNetSizes sizes, @Flat ResNetSettings settings) {
    /** Checks that the settings go together. */
    public Config {
      ResNetStages.check(depth, sizes, settings);
    }
  }

  /** A backbone with the given settings. */
  public ResNetV1d(Config config) {
    super(config.settings(), config.sizes().strides());
    addDeepStem(config.sizes().stemWidth());
    BlockKind kind = ResNetStages.blockKind(config.depth());
    ResNetStages.add(this, config.depth(), config.sizes(), config.settings(), kind, true);
  }
}
