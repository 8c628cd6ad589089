package org.vedette.metrics.coco;

import java.util.Arrays;
import java.util.List;

/**
 * How to evaluate, as pycocotools' {@code Params}.
 *
 * @param iouType boxes or masks
 * @param iouThresholds (T)
 * @param recallThresholds (R), rising
 * @param maxDets (M), rising: how many detections of an image count, best scores first
 * @param areas (A)
 * @param useCategories whether detections match truths of their own category only
 * @param categories the categories to evaluate, as indices into the truth's categories; where
 *     categories are used they are evaluated in the order of their ids
 */
@SuppressWarnings("ArrayRecordComponent")
public record EvalParams(
    IouType iouType,
    double[] iouThresholds,
    double[] recallThresholds,
    int[] maxDets,
    List<AreaRange> areas,
    boolean useCategories,
    int[] categories) {

  /** Sorts {@code maxDets}, as pycocotools does. */
  public EvalParams {
    if (iouThresholds.length == 0 || maxDets.length == 0) {
      throw new IllegalArgumentException("needs at least one IoU threshold and one maxDets");
    }
    maxDets = maxDets.clone();
    Arrays.sort(maxDets);
    areas = List.copyOf(areas);
  }

  /** COCO's settings: IoU 0.50:0.95, 101 recalls, 1/10/100 detections, every category. */
  public static EvalParams coco(IouType iouType, int categoryCount) {
    int[] all = new int[categoryCount];
    Arrays.setAll(all, i -> i);
    return new EvalParams(
        iouType,
        defaultIouThresholds(),
        Numpy.linspace(0, 1, 101),
        new int[] {1, 10, 100},
        AreaRange.COCO,
        true,
        all);
  }

  /** 0.50, 0.55, ... 0.95. */
  public static double[] defaultIouThresholds() {
    return Numpy.linspace(0.5, 0.95, 10);
  }

  /** The same with other IoU thresholds. */
  public EvalParams withIouThresholds(double[] thresholds) {
    return new EvalParams(
        iouType, thresholds, recallThresholds, maxDets, areas, useCategories, categories);
  }

  /** The same with other limits on the detections of an image. */
  public EvalParams withMaxDets(int... limits) {
    return new EvalParams(
        iouType, iouThresholds, recallThresholds, limits, areas, useCategories, categories);
  }

  /** The same for some categories. */
  public EvalParams withCategories(int... indices) {
    return new EvalParams(
        iouType, iouThresholds, recallThresholds, maxDets, areas, useCategories, indices);
  }

  /** The same with all categories taken as one, as proposals are evaluated. */
  public EvalParams withoutCategories() {
    return new EvalParams(
        iouType, iouThresholds, recallThresholds, maxDets, areas, false, categories);
  }

  int largestMaxDets() {
    return maxDets[maxDets.length - 1];
  }
}
