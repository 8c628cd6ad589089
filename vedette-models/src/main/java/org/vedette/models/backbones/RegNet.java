package org.vedette.models.backbones;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.models.layers.residual.BlockKind;
import org.vedette.models.layers.residual.Bottleneck;
import org.vedette.models.layers.residual.ResidualStage;

/**
 * RegNetX (Radosavovic et al. 2020): (N, in_channels, H, W) to maps at strides 4, 8, 16, 32.
 * Children: {@code conv1}, {@code bn1}, {@code layer1} to {@code layer4}.
 */
@Component("RegNet")
public final class RegNet extends ResidualBackbone {
  /**
   * Settings.
   *
   * @param arch a name such as {@code 'regnetx_3.2gf'}, or a dict of w0, wa, wm, group_w, depth,
   *     bot_mul
   * @param stem_channels channels of the stem's output
   * @param base_channels upstream's key; nothing follows from it
   * @param strides of the first block of each stage
   * @param deep_stem only False: the stem is one 3x3 convolution
   * @param avg_down whether shortcuts halve maps by means instead of strides
   * @param settings what the ResNet family shares
   */
  public record Config(
      RegNetArch arch,
      @Default("32") int stem_channels,
      @Default("32") int base_channels,
      @Default("(2, 2, 2, 2)") List<Integer> strides,
      @Default("False") boolean deep_stem,
      @Default("False") boolean avg_down,
      @Flat ResNetSettings settings) {
    /** Checks that the settings go together. */
    public Config {
      if (deep_stem) {
        throw new IllegalArgumentException("deep_stem: expected False, a RegNet has none");
      }
      settings.requireStages(arch.stages().size(), strides);
    }
  }

  /** A backbone with the given settings. */
  public RegNet(Config config) {
    super(config.settings(), config.strides());
    addStem(3, config.stem_channels(), false);
    List<RegNetArch.Stage> stages = config.arch().stages();
    int in = config.stem_channels();
    for (int i = 0; i < stages.size(); i++) {
      RegNetArch.Stage stage = stages.get(i);
      int width = stage.width();
      BlockKind kind = Bottleneck.grouped(1, stage.groups(), stage.groupWidth(), width);
      int stride = config.strides().get(i);
      int dilation = config.settings().dilations().get(i);
      addStage(
          new ResidualStage(in, width, stage.blocks(), stride, dilation, config.avg_down())
              .build(kind, config.settings().blockStyle(i)),
          width);
      in = width;
    }
    freeze();
  }
}
