package org.vedette.models.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.roi.BboxHead;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.Rois;
import org.vedette.core.roi.SharedHead;
import org.vedette.tensor.StageTimes;

/**
 * The way of regions from maps to predictions of boxes.
 *
 * @param extractor cuts regions out of the maps
 * @param shared what heads share; null for nothing
 * @param head predicts
 * @param boxScale by how much regions are blown up for the boxes; null where both tasks see the
 *     same
 */
record RegionBranch(RoiExtractor extractor, SharedHead shared, BboxHead head, Double boxScale) {
  /**
   * What a run gives.
   *
   * @param predicted for all regions
   * @param features (R, C, h, w): what the predictions were made of
   */
  record Result(BboxPredictions predicted, Tensor features) {}

  Result run(List<Tensor> maps, Rois rois) {
    Tensor features = features(maps, rois, null);
    BboxPredictions predicted =
        boxScale == null
            ? StageTimes.time(head, () -> head.forward(features))
            : forward(features, features(maps, rois, boxScale));
    return new Result(predicted, features);
  }

  private BboxPredictions forward(Tensor forClasses, Tensor forBoxes) {
    return StageTimes.time(head, () -> head.forward(forClasses, forBoxes));
  }

  private Tensor features(List<Tensor> maps, Rois rois, Double scale) {
    Tensor cut = StageTimes.time(extractor, () -> extractor.forward(maps, rois, scale));
    return shared == null ? cut : StageTimes.time(shared, () -> shared.forward(cut));
  }
}
