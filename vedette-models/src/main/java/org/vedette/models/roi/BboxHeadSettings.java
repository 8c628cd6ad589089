package org.vedette.models.roi;

import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Loss;
import org.vedette.core.task.BoxCoder;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.LinearKind;

/**
 * Keys that the heads of upstream's {@code BBoxHead} family share.
 *
 * @param with_avg_pool whether features are averaged over the region before the last layers; None
 *     leaves it to the head
 * @param with_cls whether the head classifies
 * @param with_reg whether the head refines boxes
 * @param roi_feat_size rows and columns of a region's features
 * @param in_channels channels of the features
 * @param num_classes K
 * @param bbox_coder turns boxes into codes relative to the regions, and back
 * @param predict_box_type kind of the boxes; only 'hbox', upright boxes
 * @param reg_class_agnostic whether one box per region serves all classes
 * @param reg_decoded_bbox whether the loss compares boxes instead of codes
 * @param reg_predictor_cfg kind of the last layer of boxes
 * @param cls_predictor_cfg kind of the last layer of classes
 * @param loss_cls loss of the class logits
 * @param loss_bbox loss of the positives' boxes
 * @param init_cfg initial weights; None for those of the head
 */
public record BboxHeadSettings(
    @Default("None") Boolean with_avg_pool,
    @Default("True") boolean with_cls,
    @Default("True") boolean with_reg,
    @Default("7") OneOrMany<Integer> roi_feat_size,
    @Default("256") int in_channels,
    @Default("80") int num_classes,
    @Default(
            "dict(type='DeltaXYWHBBoxCoder', clip_border=True, target_means=[0., 0., 0., 0.],"
                + " target_stds=[0.1, 0.1, 0.2, 0.2])")
        Spec<BoxCoder> bbox_coder,
    @Default("'hbox'") String predict_box_type,
    @Default("False") boolean reg_class_agnostic,
    @Default("False") boolean reg_decoded_bbox,
    @Default("dict(type='Linear')") Spec<LinearKind> reg_predictor_cfg,
    @Default("dict(type='Linear')") Spec<LinearKind> cls_predictor_cfg,
    @Default("dict(type='CrossEntropyLoss', use_sigmoid=False, loss_weight=1.0)")
        Spec<Loss> loss_cls,
    @Default("dict(type='SmoothL1Loss', beta=1.0, loss_weight=1.0)") Spec<Loss> loss_bbox,
    @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
  /** Refuses what gives no head. */
  public BboxHeadSettings {
    if (!with_cls && !with_reg) {
      throw new IllegalArgumentException("with_cls or with_reg must be True");
    }
    if (num_classes < 1 || in_channels < 1) {
      throw new IllegalArgumentException(
          "num_classes and in_channels must be positive, got "
              + num_classes
              + " and "
              + in_channels);
    }
    if (!predict_box_type.equals("hbox")) {
      throw new IllegalArgumentException(
          "predict_box_type: expected 'hbox', got '" + predict_box_type + "'");
    }
    roi_feat_size.repeated(2);
  }

  /** Whether features are averaged over the region. */
  boolean pools(boolean otherwise) {
    return with_avg_pool == null ? otherwise : with_avg_pool;
  }

  /** Cells of a region's features. */
  int area() {
    return roi_feat_size.repeated(2).get(0) * roi_feat_size.repeated(2).get(1);
  }
}
