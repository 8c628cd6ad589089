package org.vedette.models.backbones;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.models.layers.residual.BlockKind;
import org.vedette.models.layers.residual.Bottleneck;

/**
 * ResNet whose 3x3 convolutions are in groups (Xie et al. 2017): (N, in_channels, H, W) to maps at
 * strides 4, 8, 16, 32. Children as {@link ResNet}. As upstream, {@code zero_init_residual} has no
 * effect here: the last norm of a block begins as one.
 */
@Component("ResNeXt")
public final class ResNeXt extends ResidualBackbone {
  /**
   * Settings.
   *
   * @param depth 50, 101 or 152
   * @param groups of the 3x3 convolutions
   * @param base_width channels of a group in the first stage, where base_channels is 64
   * @param sizes widths and strides
   * @param settings what the family shares
   * @param deep_stem whether three 3x3 convolutions stand for the 7x7 one
   * @param avg_down whether shortcuts halve maps by means instead of strides
   */
  public record Config(
      int depth,
      @Default("1") int groups,
      @Default("4") int base_width,
      @Flat ResNetSizes sizes,
      @Flat ResNetSettings settings,
      @Default("False") boolean deep_stem,
      @Default("False") boolean avg_down) {
    /** Checks that the settings go together. */
    public Config {
      ResNetStages.checkBottlenecks(depth, sizes, settings);
    }
  }

  /** A backbone with the given settings. */
  public ResNeXt(Config config) {
    super(config.settings(), config.sizes().strides());
    if (config.deep_stem()) {
      addDeepStem(config.sizes().stemWidth());
    } else {
      addStem(7, config.sizes().stemWidth(), true);
    }
    BlockKind kind =
        Bottleneck.grouped(4, config.groups(), config.base_width(), config.sizes().base_channels())
            .withoutZeroInit();
    ResNetStages.add(
        this, config.depth(), config.sizes(), config.settings(), kind, config.avg_down());
  }
}
