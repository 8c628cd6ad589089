package org.vedette.models.necks;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.models.layers.CspLayer;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

/** Path aggregation with Darknet blocks, the neck of YOLOX (Ge et al. 2021). */
@Component("YOLOXPAFPN")
public final class YoloxPafpn extends CspPathAggregation {
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

    private ConvStyle style() {
      return new ConvStyle(conv_cfg, norm_cfg, act_cfg);
    }
  }

  /** A neck with the given settings. */
  public YoloxPafpn(Config config) {
    super(
        config.in_channels(),
        config.out_channels(),
        config.use_depthwise(),
        config.upsample_cfg(),
        config.style(),
        (in, out) ->
            CspLayer.ofDarknet(
                in, out, config.num_csp_blocks(), false, config.use_depthwise(), config.style()),
        (in, out) -> new ConvModule(Conv2d.Shape.of(in, out, 1), config.style()));
    initBy(config.init_cfg());
  }
}
