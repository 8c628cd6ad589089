package org.vedette.metrics.voc;

/**
 * Detections and truth of one image; boxes x1 y1 x2 y2 in pixels.
 *
 * @param boxes (D*4): detected boxes
 * @param scores (D)
 * @param labels (D)
 * @param truths (G*4): annotated boxes
 * @param truthLabels (G)
 * @param ignored (G): whether a detection of this truth counts neither as right nor as wrong
 */
@SuppressWarnings("ArrayRecordComponent")
record VocImage(
    float[] boxes,
    float[] scores,
    int[] labels,
    float[] truths,
    int[] truthLabels,
    boolean[] ignored) {}
