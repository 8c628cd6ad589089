package org.vedette.metrics.coco;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The twelve lines that pycocotools prints after an evaluation. */
public final class CocoSummary {
  /** The area range of each of the six figures of precision, and of recall. */
  private static final int[] AREAS = {0, 0, 0, 1, 2, 3};

  private CocoSummary() {}

  /** The lines; settings need three limits on detections. */
  public static List<String> lines(CocoEvaluation evaluation) {
    return lines(evaluation, false);
  }

  /**
   * The lines.
   *
   * @param allLimits whether they are those of {@link CocoEvaluation#statsOfAllLimits}
   */
  static List<String> lines(CocoEvaluation evaluation, boolean allLimits) {
    EvalParams params = evaluation.params();
    double[] thresholds = params.iouThresholds();
    String all =
        Numpy.fixed(thresholds[0], 2) + ":" + Numpy.fixed(thresholds[thresholds.length - 1], 2);
    String[] ious = {all, "0.50", "0.75", all, all, all};
    double[] stats = allLimits ? evaluation.statsOfAllLimits() : evaluation.stats();
    int[] limits = params.maxDets();
    int count = allLimits ? limits.length : 3;
    int most = limits[count - 1];
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String area = params.areas().get(AREAS[i]).name();
      int limit = i == 0 && !allLimits ? 100 : most;
      lines.add(line("Average Precision", "(AP)", ious[i], area, limit, stats[i]));
    }
    for (int i = 0; i < count + 3; i++) {
      String area = params.areas().get(Math.max(0, i - count + 1)).name();
      int limit = limits[Math.min(i, count - 1)];
      lines.add(line("Average Recall", "(AR)", all, area, limit, stats[6 + i]));
    }
    return lines;
  }

  private static String line(
      String title, String kind, String iou, String area, int maxDets, double value) {
    return String.format(
        Locale.ROOT,
        " %-18s %s @[ IoU=%-9s | area=%6s | maxDets=%3d ] = %s",
        title,
        kind,
        iou,
        area,
        maxDets,
        Numpy.fixed(value, 3));
  }
}
