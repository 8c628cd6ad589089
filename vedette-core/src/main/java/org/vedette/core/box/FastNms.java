package org.vedette.core.box;

import java.util.Arrays;
import org.vedette.base.Detections;

/**
 * Fast NMS (YOLACT, Bolya et al. 2019): a box goes when any box of its class with a higher score
 * overlaps it, even one that goes itself.
 */
public final class FastNms {

  /**
   * What was kept.
   *
   * @param detections boxes, scores and labels by falling score
   * @param rows (k): positions among the n boxes that went in, to select coefficients by
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(Detections detections, int[] rows) {}

  private FastNms() {}

  /**
   * Suppresses per class.
   *
   * @param boxes (n, 4)
   * @param scores (n, K+1): the last column, background, does not count
   * @param scoreThreshold boxes at or below it go
   * @param iouThreshold boxes that overlap by more go
   * @param topK how many boxes of a class take part
   * @param maxNum how many to keep at most over all classes; all when not positive
   */
  public static Result run(
      float[] boxes,
      float[] scores,
      int numClasses,
      double scoreThreshold,
      double iouThreshold,
      int topK,
      int maxNum) {
    int n = boxes.length / 4;
    int[] rows = new int[0];
    int[] labels = new int[0];
    float[] kept = new float[0];
    for (int k = 0; k < numClasses; k++) {
      float[] own = column(scores, n, numClasses + 1, k);
      int[] order = ScoreOrder.falling(own);
      int[] best = Arrays.copyOf(order, Math.min(topK, n));
      int[] chosen = keep(boxes, own, best, (float) scoreThreshold, (float) iouThreshold);
      int before = rows.length;
      rows = Arrays.copyOf(rows, before + chosen.length);
      labels = Arrays.copyOf(labels, rows.length);
      kept = Arrays.copyOf(kept, rows.length);
      for (int i = 0; i < chosen.length; i++) {
        rows[before + i] = chosen[i];
        labels[before + i] = k;
        kept[before + i] = own[chosen[i]];
      }
    }
    return sorted(boxes, rows, labels, kept, maxNum);
  }

  private static float[] column(float[] scores, int n, int columns, int column) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = scores[i * columns + column];
    }
    return values;
  }

  private static int[] keep(
      float[] boxes, float[] scores, int[] best, float scoreThreshold, float iouThreshold) {
    int[] kept = new int[best.length];
    int count = 0;
    for (int j = 0; j < best.length; j++) {
      float largest = 0;
      for (int i = 0; i < j; i++) {
        largest = Math.max(largest, Overlaps.iou(boxes, best[i], boxes, best[j]));
      }
      if (largest <= iouThreshold && scores[best[j]] > scoreThreshold) {
        kept[count++] = best[j];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static Result sorted(
      float[] boxes, int[] rows, int[] labels, float[] scores, int maxNum) {
    int[] order = ScoreOrder.falling(scores);
    int size = maxNum > 0 ? Math.min(maxNum, order.length) : order.length;
    int[] outRows = new int[size];
    int[] outLabels = new int[size];
    float[] outScores = new float[size];
    for (int i = 0; i < size; i++) {
      outRows[i] = rows[order[i]];
      outLabels[i] = labels[order[i]];
      outScores[i] = scores[order[i]];
    }
    float[] outBoxes = new Kept(outRows, outScores).boxes(boxes);
    return new Result(new Detections(outBoxes, outScores, outLabels, null), outRows);
  }
}
