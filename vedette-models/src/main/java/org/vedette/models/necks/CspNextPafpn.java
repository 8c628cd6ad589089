package org.vedette.models.necks;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.models.layers.ConvModules;
import org.vedette.models.layers.CspLayer;
import org.vedette.models.layers.CspNextBlock;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

/** Path aggregation with CSPNeXt blocks, the neck of RTMDet (Lyu et al. 2022). */
@Component("CSPNeXtPAFPN")
public final class CspNextPafpn extends CspPathAggregation {
  /**
   * Settings.
   *
   * @param in_channels channels of the inputs, finest first
   * @param out_channels channels of each output
   * @param num_csp_blocks blocks in each CSP layer
   * @param use_depthwise whether 3x3 convolutions are depthwise separable
   * @param expand_ratio channels of each way through a CSP layer, per output channel
   * @param upsample_cfg how coarse maps are enlarged
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation
   * @param act_cfg the activation
   * @param init_cfg initial weights
   */
  public record Config(
      List<Integer> in_channels,
      int out_channels,
      @Default("3") int num_csp_blocks,
      @Default("False") boolean use_depthwise,
      @Default("0.5") double expand_ratio,
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

    private TensorLayer mix(int in, int out) {
      return new CspLayer(
          in,
          out,
          expand_ratio,
          num_csp_blocks,
          style(),
          channels -> new CspNextBlock(channels, channels, false, use_depthwise, style()),
          null);
    }

    private TensorLayer last(int in, int out) {
      return ConvModules.of(Conv2d.Shape.of(in, out, 3).padding(1), style(), use_depthwise);
    }
  }

  /** A neck with the given settings. */
  public CspNextPafpn(Config config) {
    super(
        config.in_channels(),
        config.out_channels(),
        config.use_depthwise(),
        config.upsample_cfg(),
        config.style(),
        config::mix,
        config::last);
    initBy(config.init_cfg());
  }
}
