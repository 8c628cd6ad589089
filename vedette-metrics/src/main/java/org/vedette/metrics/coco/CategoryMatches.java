package org.vedette.metrics.coco;

/** What became of the detections of one category: N of them, in A area ranges at T thresholds. */
final class CategoryMatches {
  /** (N) their scores, image by image, best first within each. */
  final double[] scores;

  /** (N) the place of each among those of its image, from 0. */
  final int[] ranks;

  /** (A*T)(N): outcomes as {@link BlockMatcher} gives them. */
  final byte[][] outcomes;

  /** (A): truths that count. */
  final int[] counted;

  CategoryMatches(int size, int areas, int thresholds) {
    scores = new double[size];
    ranks = new int[size];
    outcomes = new byte[areas * thresholds][size];
    counted = new int[areas];
  }
}
