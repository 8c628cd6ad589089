package org.vedette.models.heads;

import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Loss;
import org.vedette.core.QualityLoss;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.layers.ConvKind;

/**
 * Keys that all heads of RTMDet have. Where upstream inherits the defaults of anchor-based heads,
 * with which no RTMDet head runs, the key is required.
 *
 * @param num_classes K
 * @param in_channels channels of every input map
 * @param feat_channels channels inside the towers
 * @param stacked_convs 3x3 convolutions of each tower
 * @param anchor_generator the points at which boxes are predicted, one per cell
 * @param bbox_coder how distances become boxes
 * @param loss_cls loss of the class logits, whose target is the IoU with the truth
 * @param loss_bbox loss of the decoded boxes of positive points
 * @param conv_cfg the kind of convolution in the towers
 * @param train_cfg what training needs; handed down by the detector
 * @param test_cfg what inference needs; handed down by the detector
 */
public record RtmDetSettings(
    int num_classes,
    int in_channels,
    @Default("256") int feat_channels,
    @Default("4") int stacked_convs,
    Spec<PriorGenerator> anchor_generator,
    Spec<BoxCoder> bbox_coder,
    Spec<QualityLoss> loss_cls,
    Spec<Loss> loss_bbox,
    @Default("None") Spec<ConvKind> conv_cfg,
    @Default("None") MatchingConfig train_cfg,
    @Default("None") DenseTestConfig test_cfg) {}
