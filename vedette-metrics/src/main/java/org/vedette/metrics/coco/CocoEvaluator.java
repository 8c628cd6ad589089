package org.vedette.metrics.coco;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * COCO's detection evaluation (Lin et al., "Microsoft COCO: Common Objects in Context", 2014),
 * number for number as pycocotools' {@code COCOeval}, in parallel over categories and images.
 */
public final class CocoEvaluator {
  private CocoEvaluator() {}

  /**
   * Evaluates detections against the truth. Records of categories that the settings leave out count
   * for nothing.
   *
   * @throws org.vedette.base.DataException when an annotation states no area
   */
  public static CocoEvaluation evaluate(GroundTruth truth, Results results, EvalParams params) {
    if (params.iouType() == IouType.SEGM && (truth.masks() == null || results.masks() == null)) {
      throw new IllegalArgumentException("masks are to be evaluated, but were not loaded");
    }
    truth.requireAreas();
    int[] categories = params.useCategories() ? byId(truth, params) : params.categories();
    int[] imageRanks = ranks(truth.imageIds());
    GroundTruth rankedTruth = truth.withImages(map(truth.images(), imageRanks));
    Results rankedResults = results.withImages(map(results.images(), imageRanks));
    Groups gts = group(rankedTruth.images(), truth.categories(), truth, params, categories);
    Groups dets = group(rankedResults.images(), results.categories(), truth, params, categories);
    CocoEvaluation evaluation = new CocoEvaluation(params, categories);
    IntStream.range(0, params.useCategories() ? categories.length : 1)
        .parallel()
        .forEach(
            k -> {
              CategoryMatches matches =
                  CategoryMatcher.match(rankedTruth, rankedResults, params, gts, dets, k);
              if (matches != null) {
                Accumulator.accumulate(matches, evaluation, k);
              }
            });
    return evaluation;
  }

  private static int[] byId(GroundTruth truth, EvalParams params) {
    return Arrays.stream(params.categories())
        .boxed()
        .sorted(Comparator.comparingLong(c -> truth.categoryIds()[c]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Groups group(
      int[] images, int[] recordCategories, GroundTruth truth, EvalParams params, int[] wanted) {
    int[] slotOfCategory = new int[truth.categoryCount()];
    Arrays.fill(slotOfCategory, -1);
    for (int slot = 0; slot < wanted.length; slot++) {
      slotOfCategory[wanted[slot]] = slot;
    }
    return Groups.of(
        images,
        truth.imageCount(),
        map(recordCategories, slotOfCategory),
        wanted.length,
        params.useCategories());
  }

  /** The place of each image by rising id: images of equal scores are taken in that order. */
  private static int[] ranks(long[] ids) {
    long[] sorted = ids.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[ids.length];
    Arrays.setAll(ranks, i -> Arrays.binarySearch(sorted, ids[i]));
    return ranks;
  }

  private static int[] map(int[] keys, int[] table) {
    int[] mapped = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      mapped[i] = keys[i] < 0 ? -1 : table[keys[i]];
    }
    return mapped;
  }
}
