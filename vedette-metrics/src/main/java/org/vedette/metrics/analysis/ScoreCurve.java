package org.vedette.metrics.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Precision, recall and F1 of a class over the least score that counts, at one IoU threshold.
 *
 * @param label index of the class
 * @param truths how many objects there are that are not ignored
 * @param scores (P): thresholds, falling
 * @param precision (P): right among what is found at each threshold
 * @param recall (P): found among what is there
 * @param f1 (P): their harmonic mean
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoreCurve(
    int label, int truths, double[] scores, double[] precision, double[] recall, double[] f1) {
  private static final int RECALLS = 101;

  private record Hit(float score, boolean right) {}

  /**
   * The curve of each class, by label. A detection matches the object of its class that it overlaps
   * best among those that no better one has taken; what lies in an ignored object does not count.
   *
   * @param minIou the least IoU of a match
   */
  public static List<ScoreCurve> of(int classes, List<JudgedImage> images, double minIou) {
    List<List<Hit>> hits = new ArrayList<>();
    int[] truths = new int[classes];
    for (int label = 0; label < classes; label++) {
      hits.add(new ArrayList<>());
    }
    for (JudgedImage image : images) {
      for (int g = 0; g < image.truth().labels().length; g++) {
        truths[image.truth().labels()[g]] += image.truth().ignored()[g] ? 0 : 1;
      }
      match(image, minIou, hits);
    }
    List<ScoreCurve> curves = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      curves.add(curve(label, truths[label], hits.get(label)));
    }
    return curves;
  }

  private static void match(JudgedImage image, double minIou, List<List<Hit>> hits) {
    float[] scores = image.found().scores();
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing((Integer d) -> -scores[d]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] taken = new boolean[image.truth().labels().length];
    for (int d : order) {
      int best = best(image, d, minIou, taken);
      if (best >= 0) {
        taken[best] = true;
      }
      if (best >= 0 || !isIgnored(image, d, minIou)) {
        hits.get(image.found().labels()[d]).add(new Hit(scores[d], best >= 0));
      }
    }
  }

  private static int best(JudgedImage image, int d, double minIou, boolean[] taken) {
    int best = -1;
    float most = (float) minIou;
    for (int g = 0; g < taken.length; g++) {
      boolean open =
          !taken[g]
              && !image.truth().ignored()[g]
              && image.truth().labels()[g] == image.found().labels()[d];
      if (open && image.iou(d, g) >= most) {
        most = image.iou(d, g);
        best = g;
      }
    }
    return best;
  }

  private static boolean isIgnored(JudgedImage image, int d, double minIou) {
    int label = image.found().labels()[d];
    return IntStream.range(0, image.truth().labels().length)
        .anyMatch(
            g ->
                image.truth().ignored()[g]
                    && image.truth().labels()[g] == label
                    && image.coverage(d, g) >= (float) minIou);
  }

  private static ScoreCurve curve(int label, int truths, List<Hit> hits) {
    hits.sort(Comparator.comparing((Hit hit) -> -hit.score()));
    double[][] rows = new double[4][hits.size()];
    int size = 0;
    int right = 0;
    for (int i = 0; i < hits.size(); i++) {
      right += hits.get(i).right() ? 1 : 0;
      boolean more = i + 1 < hits.size() && hits.get(i + 1).score() == hits.get(i).score();
      if (!more) {
        double precision = right / (i + 1.0);
        double recall = truths == 0 ? 0 : (double) right / truths;
        rows[0][size] = hits.get(i).score();
        rows[1][size] = precision;
        rows[2][size] = recall;
        rows[3][size] = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        size++;
      }
    }
    int points = size;
    double[][] cut =
        Arrays.stream(rows).map(row -> Arrays.copyOf(row, points)).toArray(double[][]::new);
    return new ScoreCurve(label, truths, cut[0], cut[1], cut[2], cut[3]);
  }

  /**
   * The mean of the best precision at 101 recalls, COCO's average precision; NaN without objects.
   */
  public double averagePrecision() {
    if (truths == 0) {
      return Double.NaN;
    }
    double[] best = envelope();
    double sum = 0;
    int at = 0;
    for (int r = 0; r < RECALLS; r++) {
      while (at < recall.length && recall[at] < r / (RECALLS - 1.0)) {
        at++;
      }
      sum += at < recall.length ? best[at] : 0;
    }
    return sum / RECALLS;
  }

  /** (P): the best precision at this recall or a higher one. */
  public double[] envelope() {
    double[] best = precision.clone();
    for (int i = best.length - 2; i >= 0; i--) {
      best[i] = Math.max(best[i], best[i + 1]);
    }
    return best;
  }

  /** Where the F1 is highest: an index into the arrays; -1 when nothing was found. */
  public int best() {
    return IntStream.range(0, f1.length)
        .boxed()
        .max(Comparator.comparingDouble((Integer i) -> f1[i]).thenComparing(i -> -i))
        .orElse(-1);
  }
}
