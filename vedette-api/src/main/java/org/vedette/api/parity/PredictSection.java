package org.vedette.api.parity;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.Rle;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;

/**
 * Compares the first detections of each image: the same number in all, the same labels, boxes
 * within 0.02 pixels, scores within 1e-4, and masks of the same extent. Detections whose scores tie
 * within 1e-6 may stand in any order.
 */
final class PredictSection {
  private static final double BOX_LIMIT = 0.02;
  private static final double SCORE_LIMIT = 1e-4;
  private static final double TIE = 1e-6;
  private static final double LOOSE_SCORE = 1e-3;
  private static final double LOOSE_BOX = 0.2;
  private static final double LARGEST_BOX_LIMIT = 2;

  private PredictSection() {}

  static SectionResult compare(
      List<Detections> found, List<DictNode> expected, ListNode sensitivity) {
    Deviations deviations = new Deviations();
    for (int image = 0; image < expected.size(); image++) {
      DictNode own =
          sensitivity != null && image < sensitivity.items().size()
              ? (DictNode) sensitivity.items().get(image)
              : null;
      compareImage(image, found.get(image), expected.get(image), own, deviations);
    }
    return deviations.result();
  }

  private static void compareImage(
      int image, Detections found, DictNode expected, DictNode own, Deviations deviations) {
    double scoreMoves = own == null ? 0 : orZero(own, "max_score_diff");
    double boxMoves = own == null ? 0 : orZero(own, "max_box_diff");
    boolean moves = own != null && !(Json.flag(own, "labels_equal") && sameCounts(own));
    if (moves || scoreMoves > LOOSE_SCORE || boxMoves > LOOSE_BOX) {
      deviations.loose();
      return;
    }
    String where = "image " + image;
    int count = Json.integer(expected, "num");
    if (found.size() != count) {
      deviations.fail(where + " has " + found.size() + " detections for " + count);
      return;
    }
    double[] scores = Json.numbers(expected.get("scores"));
    double scoreLimit = Deviations.limit(SCORE_LIMIT, scoreMoves);
    double boxLimit = Math.max(BOX_LIMIT, Math.min(LARGEST_BOX_LIMIT, 10 * boxMoves));
    boolean[] taken = new boolean[found.size()];
    for (int i = 0; i < scores.length; i++) {
      int match = match(i, expected, scores, found, taken);
      if (match < 0) {
        deviations.fail(where + " detection " + i + " label");
        continue;
      }
      taken[match] = true;
      String at = where + " detection " + i;
      deviations.add(at + " score", Math.abs(found.scores()[match] - scores[i]), scoreLimit);
      deviations.add(at + " box", boxDistance(found, match, box(expected, i)), boxLimit);
      if (expected.has("masks")) {
        compareMask(
            at,
            found,
            match,
            Json.numbers(Json.list(expected, "masks").items().get(i)),
            deviations);
      }
    }
  }

  /**
   * Among the detections that tie in score with the i-th, the nearest free one of its label; -1
   * when there is none.
   */
  private static int match(
      int i, DictNode expected, double[] scores, Detections found, boolean[] taken) {
    long label = (long) Json.number(Json.list(expected, "labels").items().get(i));
    int best = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < found.size(); j++) {
      boolean ties = j == i || Math.abs(found.scores()[j] - scores[i]) <= TIE;
      if (taken[j] || !ties || found.labels()[j] != label) {
        continue;
      }
      double distance = boxDistance(found, j, box(expected, i));
      if (distance < nearest) {
        best = j;
        nearest = distance;
      }
    }
    return best;
  }

  private static double[] box(DictNode expected, int i) {
    return Json.numbers(Json.list(expected, "bboxes").items().get(i));
  }

  private static double boxDistance(Detections found, int j, double[] box) {
    double distance = 0;
    for (int k = 0; k < 4; k++) {
      distance = Math.max(distance, Math.abs(found.boxes()[4 * j + k] - box[k]));
    }
    return distance;
  }

  /**
   * Pixel count within one percent (two pixels for small masks), extent within one pixel: rounding
   * may flip a pixel at the threshold.
   */
  private static void compareMask(
      String at, Detections found, int match, double[] target, Deviations deviations) {
    if (!found.hasMasks()) {
      deviations.fail(at + " mask");
      return;
    }
    double[] extent = extent(found.masks()[match]);
    deviations.add(
        at + " mask pixels", Math.abs(extent[0] - target[0]), Math.max(2, 0.01 * target[0]));
    for (int k = 1; k < target.length && extent[0] > 0; k++) {
      deviations.add(at + " mask extent", Math.abs(extent[k] - target[k]), 1);
    }
  }

  /** Pixel count, xmin, ymin, xmax, ymax of a mask. */
  private static double[] extent(Rle mask) {
    long count = 0;
    double[] extent = {0, Double.MAX_VALUE, Double.MAX_VALUE, -1, -1};
    long position = 0;
    for (int run = 0; run < mask.counts().length; run++) {
      int length = mask.counts()[run];
      for (long p = position; run % 2 == 1 && p < position + length; p++) {
        double x = Math.floorDiv(p, (long) mask.height());
        double y = p % mask.height();
        extent[1] = Math.min(extent[1], x);
        extent[2] = Math.min(extent[2], y);
        extent[3] = Math.max(extent[3], x);
        extent[4] = Math.max(extent[4], y);
        count++;
      }
      position += length;
    }
    extent[0] = count;
    return extent;
  }

  private static double orZero(DictNode dict, String key) {
    return dict.has(key) && !dict.get(key).isNone() ? Json.number(dict.get(key)) : 0;
  }

  private static boolean sameCounts(DictNode own) {
    double[] counts = Json.numbers(own.get("num"));
    return counts[0] == counts[1];
  }
}
