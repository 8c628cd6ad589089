package org.vedette.core.task;

import org.bytedeco.pytorch.Tensor;

/**
 * Which truth each prior is responsible for.
 *
 * @param numTruths G
 * @param truthIndices (P) int64: k + 1 for truth k, 0 for background, -1 for a prior that does not
 *     count
 * @param overlaps (P) float: what the assigner measured between each prior and its truth
 * @param labels (P) int64: the truth's label, -1 where there is none
 */
public record Assignment(int numTruths, Tensor truthIndices, Tensor overlaps, Tensor labels) {}
