package org.vedette.models.sharedheads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.roi.SharedHead;
import org.vedette.models.backbones.ResNetStages;
import org.vedette.models.backbones.ResidualInit;
import org.vedette.models.layers.Frozen;
import org.vedette.models.layers.residual.BlockDcn;
import org.vedette.models.layers.residual.BlockKind;
import org.vedette.models.layers.residual.BlockStyle;
import org.vedette.models.layers.residual.ResidualStage;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * A stage of a ResNet between the regions of a map and the heads, as Faster R-CNN on C4 has it (He
 * et al. 2016): (R, C, h, w) to (R, C', h / stride, w / stride). Child: {@code layer4} for the last
 * stage.
 */
@Component("ResLayer")
public final class ResLayer extends SharedHead {
  private static final int BASE_PLANES = 64;

  /**
   * Settings.
   *
   * @param depth of the ResNet: 18, 34, 50, 101 or 152
   * @param stage which stage of it, 1 to 3, counted from 0
   * @param stride of the first block
   * @param dilation of the 3x3 convolutions
   * @param style whether a bottleneck halves the map in its 3x3 convolution or in its first one
   * @param norm_cfg the normalisation
   * @param norm_eval whether batch norms keep their running statistics in training
   * @param with_cp whether activations are computed again in the backward pass; only False
   * @param dcn the kind of the 3x3 convolutions
   * @param pretrained the old way to name a checkpoint; see init_cfg
   * @param init_cfg initial weights
   */
  public record Config(
      int depth,
      @Default("3") int stage,
      @Default("2") int stride,
      @Default("1") int dilation,
      @Default("'pytorch'") BlockStyle.Style style,
      @Default("dict(type='BN', requires_grad=True)") Spec<Norm> norm_cfg,
      @Default("True") boolean norm_eval,
      @Default("False") boolean with_cp,
      @Default("None") BlockDcn dcn,
      @Default("None") String pretrained,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks that the settings go together. */
    public Config {
      ResNetStages.requireKnown(depth);
      if (stage < 1 || stage > 3) {
        throw new IllegalArgumentException("stage: expected 1 to 3, got " + stage);
      }
      if (dcn != null && !ResNetStages.hasBottlenecks(depth)) {
        throw new IllegalArgumentException(
            "dcn is for bottlenecks: expected a depth of 50 or more, got " + depth);
      }
      ResidualInit.requireNoCheckpointing(with_cp);
      ResidualInit.requireOneSource(pretrained, init_cfg);
    }
  }

  private final Config config;
  private final Sequential blocks;

  /** A head with the given settings. */
  public ResLayer(Config config) {
    this.config = config;
    initBy(ResidualInit.of(config.pretrained(), config.init_cfg()));
    BlockKind kind = ResNetStages.blockKind(config.depth());
    int planes = BASE_PLANES << config.stage();
    BlockStyle style =
        new BlockStyle(
            null,
            config.norm_cfg(),
            config.style(),
            config.dcn() == null ? null : config.dcn().conv(),
            List.of(),
            false);
    ResidualStage stage =
        new ResidualStage(
            planes / 2 * kind.expansion(),
            planes,
            ResNetStages.blocks(config.depth(), config.stage()),
            config.stride(),
            config.dilation(),
            false);
    blocks = child("layer" + (config.stage() + 1), stage.build(kind, style));
  }

  @Override
  public Tensor forward(Tensor regions) {
    return blocks.forward(regions);
  }

  @Override
  public void train(boolean on) {
    super.train(on);
    if (on && config.norm_eval()) {
      Frozen.evalNorms(this);
    }
  }
}
