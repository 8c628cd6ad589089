package org.vedette.models.roi;

import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.Norm;

/**
 * What the layers of a {@code ConvFCBBoxHead} look like.
 *
 * @param conv_out_channels channels of the convolutions
 * @param fc_out_channels outputs of the fully connected layers
 * @param conv_cfg kind of convolution
 * @param norm_cfg normalisation after each convolution; None for none
 */
public record ConvFcSizes(
    @Default("256") int conv_out_channels,
    @Default("1024") int fc_out_channels,
    @Default("None") Spec<ConvKind> conv_cfg,
    @Default("None") Spec<Norm> norm_cfg) {}
