package org.vedette.models.heads;

import java.util.List;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Loss;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.Stride;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * Keys that all heads without anchors have with the same defaults.
 *
 * @param num_classes K
 * @param in_channels channels of every input map
 * @param feat_channels channels inside the towers
 * @param stacked_convs 3x3 convolutions of each tower
 * @param strides pixels per cell of each level, finest first
 * @param dcn_on_last_conv whether the towers end in a deformable convolution
 * @param conv_bias whether the towers' convolutions have a bias: 'auto' where no norm follows
 * @param loss_cls loss of the class logits; its {@code use_sigmoid} says whether each class is
 *     judged by itself or background is one more class
 * @param bbox_coder how distances become boxes
 * @param conv_cfg the kind of convolution in the towers
 */
public record AnchorFreeSettings(
    int num_classes,
    int in_channels,
    @Default("256") int feat_channels,
    @Default("4") int stacked_convs,
    @Default("(4, 8, 16, 32, 64)") List<Stride> strides,
    @Default("False") boolean dcn_on_last_conv,
    @Default("'auto'") ConvBias conv_bias,
    @Default("dict(type='FocalLoss', use_sigmoid=True, gamma=2.0, alpha=0.25, loss_weight=1.0)")
        Spec<Loss> loss_cls,
    @Default("dict(type='DistancePointBBoxCoder')") Spec<BoxCoder> bbox_coder,
    @Default("None") Spec<ConvKind> conv_cfg) {
  /** A tower of convolutions before a predictor. */
  Sequential tower(Spec<Norm> norm) {
    ConvStyle style = ConvStyle.withRelu(conv_cfg, norm);
    ConvStyle last = dcn_on_last_conv ? style.withDeformableConv() : style;
    return Towers.of(in_channels, feat_channels, stacked_convs, style, last, conv_bias);
  }
}
