package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;

/**
 * Path aggregation (PANet, Liu et al. 2018): a feature pyramid, then sums from fine to coarse.
 * Shapes as {@link Fpn}. Children: {@code lateral_convs}, {@code fpn_convs}, {@code
 * downsample_convs}, {@code pafpn_convs}.
 */
@Component("PAFPN")
public final class Pafpn extends FeaturePyramid {
  /**
   * Settings.
   *
   * @param levels which levels there are
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation; None for none
   * @param act_cfg the activation; None for none
   * @param init_cfg initial weights
   */
  public record Config(
      @Flat PyramidLevels levels,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("None") Spec<Activation> act_cfg,
      @Default("dict(type='Xavier', layer='Conv2d', distribution='uniform')")
          OneOrMany<Spec<Initializer>> init_cfg) {
    private ConvStyle style() {
      return new ConvStyle(conv_cfg, norm_cfg, act_cfg);
    }
  }

  private static final Upsample TO_SIZE = new Upsample(null, Upsample.Mode.NEAREST, null);

  private final LayerList<ConvModule> halve = child("downsample_convs", new LayerList<>());
  private final LayerList<ConvModule> last = child("pafpn_convs", new LayerList<>());

  /** A neck with the given settings. */
  public Pafpn(Config config) {
    super(config.levels(), config.style());
    initBy(config.init_cfg());
    int out = config.levels().out_channels();
    Conv2d.Shape shape = Conv2d.Shape.of(out, out, 3).padding(1);
    for (int i = 1; i < config.levels().used(); i++) {
      halve.add(new ConvModule(shape.stride(2), config.style()));
      last.add(new ConvModule(shape, config.style()));
    }
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    List<Tensor> maps = laterals(features);
    addCoarser(maps, TO_SIZE);
    List<Tensor> sums = smoothed(maps);
    List<Tensor> outputs = new ArrayList<>(List.of(sums.get(0)));
    for (int i = 1; i < sums.size(); i++) {
      sums.set(i, Ops.add(sums.get(i), halve.get(i - 1).forward(sums.get(i - 1))));
      outputs.add(last.get(i - 1).forward(sums.get(i)));
    }
    addExtra(features, maps, outputs);
    return outputs;
  }
}
