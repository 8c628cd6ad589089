package org.vedette.models.backbones;

import java.util.List;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.models.layers.residual.BlockDcn;
import org.vedette.models.layers.residual.BlockPlugin;
import org.vedette.models.layers.residual.BlockStyle;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.Norm;

/**
 * What the members of the ResNet family share; all but the sizes.
 *
 * @param in_channels channels of the image
 * @param dilations of the 3x3 convolutions of each stage
 * @param out_indices the stages whose maps are given, from 0
 * @param style whether a bottleneck halves the map in its 3x3 convolution or in its first one
 * @param frozen_stages stem (0) and stages up to this one are not trained; -1 trains all
 * @param conv_cfg the kind of convolution
 * @param norm_cfg the normalisation
 * @param norm_eval whether batch norms keep their running statistics in training
 * @param dcn the kind of the bottlenecks' 3x3 convolutions
 * @param stage_with_dcn whether each stage has those
 * @param plugins layers inside the bottlenecks
 * @param with_cp whether activations are computed again in the backward pass; only False
 * @param zero_init_residual whether blocks start as the identity
 * @param pretrained the old way to name a checkpoint; see init_cfg
 * @param init_cfg initial weights
 */
public record ResNetSettings(
    @Default("3") int in_channels,
    @Default("(1, 1, 1, 1)") List<Integer> dilations,
    @Default("(0, 1, 2, 3)") List<Integer> out_indices,
    @Default("'pytorch'") BlockStyle.Style style,
    @Default("-1") int frozen_stages,
    @Default("None") Spec<ConvKind> conv_cfg,
    @Default("dict(type='BN', requires_grad=True)") Spec<Norm> norm_cfg,
    @Default("True") boolean norm_eval,
    @Default("None") BlockDcn dcn,
    @Default("(False, False, False, False)") List<Boolean> stage_with_dcn,
    @Default("None") List<BlockPlugin> plugins,
    @Default("False") boolean with_cp,
    @Default("True") boolean zero_init_residual,
    @Default("None") String pretrained,
    @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
  /** Checks that the settings go together. */
  public ResNetSettings {
    if (conv_cfg != null && dcn != null && stage_with_dcn.contains(true)) {
      throw new IllegalArgumentException("conv_cfg: expected None beside dcn");
    }
    ResidualInit.requireNoCheckpointing(with_cp);
    ResidualInit.requireOneSource(pretrained, init_cfg);
  }

  /** Refuses lists that do not fit the number of stages. */
  void requireStages(int stages, List<Integer> strides) {
    if (stages < 1 || stages > 4) {
      throw new IllegalArgumentException("expected 1 to 4 stages, got " + stages);
    }
    requireOnePerStage("strides", strides, stages);
    requireOnePerStage("dilations", dilations, stages);
    for (int index : out_indices) {
      if (index < 0 || index >= stages) {
        throw new IllegalArgumentException(
            "out_indices: expected numbers from 0 to " + (stages - 1) + ", got " + out_indices);
      }
    }
    if (frozen_stages < -1 || frozen_stages > stages) {
      throw new IllegalArgumentException(
          "frozen_stages: expected -1 to " + stages + ", got " + frozen_stages);
    }
    if (dcn != null) {
      requireOnePerStage("stage_with_dcn", stage_with_dcn, stages);
    }
    for (BlockPlugin plugin : plugins == null ? List.<BlockPlugin>of() : plugins) {
      if (plugin.stages() != null) {
        requireOnePerStage("plugins: stages", plugin.stages(), stages);
      }
    }
  }

  private static void requireOnePerStage(String key, List<?> values, int stages) {
    if (values.size() != stages) {
      throw new IllegalArgumentException(
          key + ": expected one value for each of " + stages + " stages, got " + values);
    }
  }

  /** Refuses plugins and DCN in blocks that have no place for them. */
  void requirePlainBlocks(int depth) {
    if (plugins != null || (dcn != null && stage_with_dcn.contains(true))) {
      throw new IllegalArgumentException(
          "dcn and plugins are for bottlenecks: expected a depth of 50 or more, got " + depth);
    }
  }

  /** The checkpoint or the initial weights are left to the backbone's own choice. */
  boolean ownInit() {
    return pretrained == null && init_cfg == null;
  }

  /** What the blocks of a stage have in common. */
  BlockStyle blockStyle(int stage) {
    List<BlockPlugin> own =
        plugins == null
            ? List.of()
            : plugins.stream().filter(plugin -> plugin.inStage(stage)).toList();
    return new BlockStyle(
        conv_cfg,
        norm_cfg,
        style,
        BlockDcn.inStage(dcn, stage_with_dcn, stage),
        own,
        zero_init_residual && ownInit());
  }

  /** The outputs asked for, finest first. */
  List<Integer> outputs() {
    return out_indices.stream().sorted().distinct().toList();
  }
}
