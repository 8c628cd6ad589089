package org.vedette.core;

import org.vedette.config.component.Default;
import org.vedette.core.box.NmsConfig;

/**
 * Which candidates of a dense head become proposals: what {@code train_cfg.rpn_proposal} and {@code
 * test_cfg.rpn} say.
 *
 * @param nms_pre how many candidates of a level go on, best first; -1 for all
 * @param score_thr candidates at or below this score are dropped, by heads that have a threshold
 * @param min_bbox_size boxes whose width or height is at or below this are dropped; negative for
 *     none
 * @param nms how overlapping proposals are suppressed
 * @param max_per_img how many proposals of an image are kept at most
 */
public record ProposalConfig(
    @Default("-1") int nms_pre,
    @Default("0") double score_thr,
    @Default("-1") double min_bbox_size,
    NmsConfig nms,
    int max_per_img) {}
