package org.vedette.models.heads;

import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Loss;
import org.vedette.core.QualityLoss;

/**
 * Keys that all heads with anchors have with the same defaults.
 *
 * @param feat_channels channels inside the towers
 * @param loss_cls loss of the class logits; its {@code use_sigmoid} says whether each class is
 *     judged by itself or background is one more class
 * @param loss_bbox loss of the boxes of positive anchors
 * @param train_cfg what training needs; handed down by the detector
 */
public record AnchorHeadSettings(
    @Default("256") int feat_channels,
    @Default("dict(type='CrossEntropyLoss', use_sigmoid=True, loss_weight=1.0)")
        Spec<Loss> loss_cls,
    @Default("dict(type='SmoothL1Loss', beta=0.1111111111111111, loss_weight=1.0)")
        Spec<Loss> loss_bbox,
    @Default("None") MatchingConfig train_cfg) {
  /** Refuses a classification loss whose target is a label alone. */
  void requireQualityLoss() {
    if (!QualityLoss.class.isAssignableFrom(loss_cls.componentClass())) {
      throw new IllegalArgumentException(
          "loss_cls: expected a loss of labels and qualities such as QualityFocalLoss, got "
              + loss_cls.type());
    }
  }
}
