package org.vedette.models.roi;

import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.roi.BboxHead;
import org.vedette.core.roi.MaskHead;
import org.vedette.core.roi.RcnnTestConfig;
import org.vedette.core.roi.RcnnTrainConfig;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.SharedHead;
import org.vedette.tensor.Initializer;

/**
 * Keys that the second stages of one step share.
 *
 * @param bbox_roi_extractor cuts regions out of the maps
 * @param bbox_head classifies regions and refines their boxes
 * @param mask_roi_extractor cuts regions for the masks; None for the one of the boxes
 * @param mask_head predicts masks; None for none
 * @param shared_head what the heads share; None for nothing
 * @param train_cfg what training needs; handed down by the detector
 * @param test_cfg what inference needs; handed down by the detector
 * @param init_cfg initial weights
 */
public record RoiHeadSettings(
    @Default("None") Spec<RoiExtractor> bbox_roi_extractor,
    @Default("None") Spec<BboxHead> bbox_head,
    @Default("None") Spec<RoiExtractor> mask_roi_extractor,
    @Default("None") Spec<MaskHead> mask_head,
    @Default("None") Spec<SharedHead> shared_head,
    @Default("None") RcnnTrainConfig train_cfg,
    @Default("None") RcnnTestConfig test_cfg,
    @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
  /** Checks that there is a head of boxes. */
  public RoiHeadSettings {
    if (bbox_head == null || bbox_roi_extractor == null) {
      throw new IllegalArgumentException(
          "bbox_head and bbox_roi_extractor are required: nothing is detected without them");
    }
  }
}
