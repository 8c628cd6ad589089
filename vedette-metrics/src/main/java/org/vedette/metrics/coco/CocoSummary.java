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
    EvalParams params = evaluation.params();
    double[] thresholds = params.iouThresholds();
    String all =
        Numpy.fixed(thresholds[0], 2) + ":" + Numpy.fixed(thresholds[thresholds.length - 1], 2);
    String[] ious = {all, "0.50", "0.75", all, all, all};
    double[] stats = evaluation.stats();
    int[] limits = params.maxDets();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String area = params.areas().get(AREAS[i]).name();
      lines.add(
          line("Average Precision", "(AP)", ious[i], area, i == 0 ? 100 : limits[2], stats[i]));
    }
    for (int i = 0; i < 6; i++) {
      String area = params.areas().get(AREAS[i]).name();
      lines.add(line("Average Recall", "(AR)", all, area, limits[Math.min(i, 2)], stats[6 + i]));
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
