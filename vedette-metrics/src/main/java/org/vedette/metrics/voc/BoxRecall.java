package org.vedette.metrics.voc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of annotated boxes that are among the best proposals of their image, each proposal
 * taken for one box; upstream's {@code eval_recalls}.
 */
final class BoxRecall {
  private final int[] counts;
  private final float extra;
  private final List<List<float[]>> overlaps = new ArrayList<>();

  /**
   * Starts.
   *
   * @param counts how many proposals of an image count
   * @param extra what is added to widths and heights: 1 where the last pixel counts, else 0
   */
  BoxRecall(List<Integer> counts, float extra) {
    this.counts = counts.stream().mapToInt(Integer::intValue).toArray();
    this.extra = extra;
    counts.forEach(count -> overlaps.add(new ArrayList<>()));
  }

  /**
   * Takes an image.
   *
   * @param truths (G*4)
   * @param boxes (P*4)
   * @param scores (P); of equal scores the last is the best, as upstream's reversed sort has it
   */
  void add(float[] truths, float[] boxes, float[] scores) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> scores[i]).thenComparing(i -> i).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    // The last count limits all, also where it is not the largest.
    int most = Math.min(order.length, counts[counts.length - 1]);
    float[] best = new float[4 * most];
    for (int i = 0; i < most; i++) {
      System.arraycopy(boxes, 4 * order[i], best, 4 * i, 4);
    }
    float[] iou = LegacyBoxes.iou(truths, best, extra);
    for (int k = 0; k < counts.length; k++) {
      overlaps.get(k).add(assign(iou, truths.length / 4, most, Math.min(most, counts[k])));
    }
  }

  /** Gives the pair of the largest overlap to each other, then the next, until no box is left. */
  private static float[] assign(float[] all, int truths, int stride, int proposals) {
    float[] found = new float[truths];
    if (proposals == 0) {
      return found;
    }
    float[] iou = new float[truths * proposals];
    for (int g = 0; g < truths; g++) {
      System.arraycopy(all, g * stride, iou, g * proposals, proposals);
    }
    for (int turn = 0; turn < truths; turn++) {
      int best = 0;
      for (int i = 1; i < iou.length; i++) {
        best = iou[i] > iou[best] ? i : best;
      }
      found[turn] = iou[best];
      int truth = best / proposals;
      Arrays.fill(iou, truth * proposals, (truth + 1) * proposals, -1);
      for (int i = best % proposals; i < iou.length; i += proposals) {
        iou[i] = -1;
      }
    }
    return found;
  }

  /** The recalls by count and threshold; NaN when nothing was annotated. */
  double[][] recalls(List<Double> thresholds) {
    double[][] recalls = new double[counts.length][thresholds.size()];
    for (int k = 0; k < counts.length; k++) {
      long total = overlaps.get(k).stream().mapToLong(found -> found.length).sum();
      for (int t = 0; t < thresholds.size(); t++) {
        double threshold = thresholds.get(t);
        long enough = 0;
        for (float[] found : overlaps.get(k)) {
          for (float overlap : found) {
            enough += overlap >= threshold ? 1 : 0;
          }
        }
        recalls[k][t] = (double) enough / total;
      }
    }
    return recalls;
  }
}
