package org.vedette.models.heads;

import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.Spec;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.Norm;

/**
 * Keys that all heads with RetinaNet's layers have.
 *
 * @param num_classes K
 * @param in_channels channels of every input map
 * @param stacked_convs 3x3 convolutions of each tower
 * @param conv_cfg the kind of convolution in the towers
 * @param norm_cfg normalisation in the towers; None for none
 * @param anchor_generator the anchors of each level
 * @param bbox_coder how codes become boxes
 * @param reg_decoded_bbox whether the loss of boxes compares boxes, else codes
 * @param anchors keys that all heads with anchors have
 * @param test_cfg what inference needs; handed down by the detector
 */
public record RetinaSettings(
    int num_classes,
    int in_channels,
    @Default("4") int stacked_convs,
    @Default("None") Spec<ConvKind> conv_cfg,
    @Default("None") Spec<Norm> norm_cfg,
    @Default(
            "dict(type='AnchorGenerator', octave_base_scale=4, scales_per_octave=3,"
                + " ratios=[0.5, 1.0, 2.0], strides=[8, 16, 32, 64, 128])")
        Spec<PriorGenerator> anchor_generator,
    @Default(
            "dict(type='DeltaXYWHBBoxCoder', clip_border=True,"
                + " target_means=(0.0, 0.0, 0.0, 0.0), target_stds=(1.0, 1.0, 1.0, 1.0))")
        Spec<BoxCoder> bbox_coder,
    @Default("False") boolean reg_decoded_bbox,
    @Flat AnchorHeadSettings anchors,
    @Default("None") DenseTestConfig test_cfg) {
  /** The anchors' part. */
  AnchorBoxes boxes() {
    return new AnchorBoxes(num_classes, anchor_generator, bbox_coder, reg_decoded_bbox, anchors);
  }
}
