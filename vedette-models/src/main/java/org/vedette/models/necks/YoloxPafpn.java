package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;
import org.vedette.models.layers.ConvModules;
import org.vedette.models.layers.CspLayer;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;

/**
 * Path aggregation network of YOLOX: from the coarsest map down to the finest and up again, mixing
 * by cross stage partial layers. Level l stays at its resolution: (N, in_l, H_l, W_l) to (N, out,
 * H_l, W_l).
 */
@Component("YOLOXPAFPN")
public final class YoloxPafpn extends Neck {
  /**
   * Settings.
   *
   * @param in_channels channels of each input, finest first
   * @param out_channels channels of every output
   * @param num_csp_blocks blocks of each cross stage partial layer
   * @param use_depthwise whether 3x3 convolutions are depthwise separable
   * @param upsample_cfg how a map is enlarged before it joins the next finer one
   * @param conv_cfg kind of convolution
   * @param norm_cfg normalisation after each convolution
   * @param act_cfg activation after each normalisation
   * @param init_cfg initial weights
   */
  public record Config(
      List<Integer> in_channels,
      int out_channels,
      @Default("3") int num_csp_blocks,
      @Default("False") boolean use_depthwise,
      @Default("dict(scale_factor=2, mode='nearest')") Upsample upsample_cfg,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='BN', momentum=0.03, eps=0.001)") Spec<Norm> norm_cfg,
      @Default("dict(type='Swish')") Spec<Activation> act_cfg,
      @Default(
              "dict(type='Kaiming', layer='Conv2d', a=2.23606797749979, distribution='uniform',"
                  + " mode='fan_in', nonlinearity='leaky_relu')")
          OneOrMany<Spec<Initializer>> init_cfg) {
    ConvStyle style() {
      return new ConvStyle(conv_cfg, norm_cfg, act_cfg);
    }

    CspLayer newCsp(int in, int out) {
      return CspLayer.ofDarknet(in, out, num_csp_blocks, false, use_depthwise, style());
    }
  }

  private final Config config;
  private final LayerList<ConvModule> reduceLayers = child("reduce_layers", new LayerList<>());
  private final LayerList<CspLayer> topDownBlocks = child("top_down_blocks", new LayerList<>());
  private final LayerList<TensorLayer> downsamples = child("downsamples", new LayerList<>());
  private final LayerList<CspLayer> bottomUpBlocks = child("bottom_up_blocks", new LayerList<>());
  private final LayerList<ConvModule> outConvs = child("out_convs", new LayerList<>());

  /** A neck with the given settings. */
  public YoloxPafpn(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    List<Integer> in = config.in_channels();
    ConvStyle style = config.style();
    for (int level = in.size() - 1; level > 0; level--) {
      int finer = in.get(level - 1);
      reduceLayers.add(new ConvModule(Conv2d.Shape.of(in.get(level), finer, 1), style));
      topDownBlocks.add(config.newCsp(2 * finer, finer));
    }
    for (int level = 0; level < in.size() - 1; level++) {
      int channels = in.get(level);
      Conv2d.Shape halving = Conv2d.Shape.of(channels, channels, 3).stride(2).padding(1);
      downsamples.add(ConvModules.of(halving, style, config.use_depthwise()));
      bottomUpBlocks.add(config.newCsp(2 * channels, in.get(level + 1)));
    }
    for (int channels : in) {
      outConvs.add(new ConvModule(Conv2d.Shape.of(channels, config.out_channels(), 1), style));
    }
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    List<Tensor> mixed = topDown(features);
    List<Tensor> outputs = new ArrayList<>();
    Tensor finer = mixed.get(0);
    outputs.add(outConvs.get(0).forward(finer));
    for (int level = 1; level < mixed.size(); level++) {
      Tensor down = downsamples.get(level - 1).forward(finer);
      Tensor joined = Ops.cat(List.of(down, mixed.get(level)), 1);
      finer = bottomUpBlocks.get(level - 1).forward(joined);
      outputs.add(outConvs.get(level).forward(finer));
    }
    return outputs;
  }

  /** The maps after the way down, finest first; all but the finest with their reduced channels. */
  private List<Tensor> topDown(List<Tensor> features) {
    int coarsest = features.size() - 1;
    List<Tensor> mixed = new ArrayList<>();
    Tensor x = features.get(coarsest);
    for (int level = coarsest; level > 0; level--) {
      Tensor reduced = reduceLayers.get(coarsest - level).forward(x);
      mixed.add(reduced);
      Tensor up = config.upsample_cfg().forward(reduced);
      x =
          topDownBlocks
              .get(coarsest - level)
              .forward(Ops.cat(List.of(up, features.get(level - 1)), 1));
    }
    mixed.add(x);
    Collections.reverse(mixed);
    return mixed;
  }

  @Override
  public List<Integer> channels() {
    return Collections.nCopies(config.in_channels().size(), config.out_channels());
  }
}
