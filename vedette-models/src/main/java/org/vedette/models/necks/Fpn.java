package org.vedette.models.necks;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

/**
 * Feature pyramid network (Lin et al. 2017): level l, (N, in_l, H_l, W_l), becomes (N,
 * out_channels, H_l, W_l); further levels halve the last one. Children: {@code lateral_convs},
 * {@code fpn_convs}.
 */
@Component("FPN")
public final class Fpn extends FeaturePyramid {
  /**
   * Settings.
   *
   * @param levels which levels there are
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation; None for none
   * @param act_cfg the activation; None for none
   * @param upsample_cfg how a map is enlarged before it is added to the next finer one
   * @param init_cfg initial weights
   */
  public record Config(
      @Flat PyramidLevels levels,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("None") Spec<Activation> act_cfg,
      @Default("dict(mode='nearest')") Upsample upsample_cfg,
      @Default("dict(type='Xavier', layer='Conv2d', distribution='uniform')")
          OneOrMany<Spec<Initializer>> init_cfg) {}

  private final Upsample upsample;

  /** A neck with the given settings. */
  public Fpn(Config config) {
    super(config.levels(), new ConvStyle(config.conv_cfg(), config.norm_cfg(), config.act_cfg()));
    upsample = config.upsample_cfg();
    initBy(config.init_cfg());
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    List<Tensor> maps = laterals(features);
    addCoarser(maps, upsample);
    List<Tensor> outputs = smoothed(maps);
    addExtra(features, maps, outputs);
    return outputs;
  }
}
