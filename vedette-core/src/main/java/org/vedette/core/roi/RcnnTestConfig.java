package org.vedette.core.roi;

import org.vedette.config.component.Default;
import org.vedette.core.box.NmsConfig;

/**
 * Which regions become detections: what {@code test_cfg.rcnn} says.
 *
 * @param score_thr scores at or below it are dropped
 * @param nms how overlapping detections of a class are suppressed
 * @param max_per_img how many detections of an image are kept at most
 * @param mask_thr_binary pixels at or above this probability belong to a mask
 */
public record RcnnTestConfig(
    double score_thr, NmsConfig nms, int max_per_img, @Default("None") Double mask_thr_binary) {
  /** Refuses masks that are not binary. */
  public RcnnTestConfig {
    if (mask_thr_binary != null && mask_thr_binary < 0) {
      throw new IllegalArgumentException(
          "mask_thr_binary: expected 0 or more (masks are binary), got " + mask_thr_binary);
    }
  }
}
