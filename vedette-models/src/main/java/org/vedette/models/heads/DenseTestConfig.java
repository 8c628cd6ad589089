package org.vedette.models.heads;

import org.vedette.config.component.Default;
import org.vedette.core.box.NmsConfig;

/**
 * What {@code test_cfg} of a dense head says: which candidates become detections.
 *
 * @param nms_pre how many candidates of a level go on, best first; -1 for all but the last, as
 *     upstream has it
 * @param score_thr candidates at or below this score are dropped
 * @param min_bbox_size boxes whose width or height is at or below this are dropped; negative for
 *     none
 * @param nms how overlapping detections are suppressed
 * @param max_per_img how many detections of an image are kept at most
 * @param mask_thr_binary pixels above this probability belong to a mask; heads with masks only
 */
public record DenseTestConfig(
    @Default("-1") int nms_pre,
    @Default("0") double score_thr,
    @Default("-1") double min_bbox_size,
    NmsConfig nms,
    int max_per_img,
    @Default("None") Double mask_thr_binary) {
  /** The choice of those that score above the threshold, at most so many of a level. */
  CellChooser chooser() {
    return (level, scores, numClasses) -> ScoredCells.above(scores, numClasses, score_thr, nms_pre);
  }
}
