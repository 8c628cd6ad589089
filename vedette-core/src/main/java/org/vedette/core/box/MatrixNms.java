package org.vedette.core.box;

import java.util.Arrays;

/**
 * Matrix NMS (SOLOv2, Wang et al. 2020): every mask loses score by its overlap with better masks of
 * its class, all at once.
 */
public final class MatrixNms {
  /** How overlap lowers a score. */
  public enum Kernel {
    /** By exp(-sigma * IoU^2). */
    GAUSSIAN,
    /** By 1 - IoU. */
    LINEAR
  }

  /**
   * Settings.
   *
   * @param filterThreshold masks whose lowered score is below go; none when not positive
   * @param preMax how many of the best masks take part; all when not positive
   * @param maxNum how many to keep at most; all when not positive
   * @param kernel how overlap lowers a score
   * @param sigma of the gaussian kernel
   */
  public record Settings(
      double filterThreshold, int preMax, int maxNum, Kernel kernel, double sigma) {}

  private final int n;
  private final float[][] iou;
  private final Settings settings;

  private MatrixNms(byte[] masks, int[] rows, int[] labels, float[] areas, Settings settings) {
    this.n = rows.length;
    this.settings = settings;
    long[][] bits = pack(masks, rows, masks.length / labels.length);
    iou = new float[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (labels[rows[i]] == labels[rows[j]]) {
          float overlap = common(bits[i], bits[j]);
          iou[i][j] = overlap / (areas[rows[i]] + areas[rows[j]] - overlap);
        }
      }
    }
  }

  /**
   * Lowers scores, filters and sorts.
   *
   * @param masks (n, H, W): 0 or 1
   * @param labels (n)
   * @param scores (n)
   * @param areas (n): pixels of each mask, or null to count them
   * @return positions among the masks that went in, with the lowered scores
   */
  public static Kept run(
      byte[] masks, int[] labels, float[] scores, float[] areas, Settings settings) {
    if (scores.length == 0) {
      return new Kept(new int[0], new float[0]);
    }
    float[] pixels = areas == null ? count(masks, labels.length) : areas;
    int[] best = ScoreOrder.falling(scores);
    if (settings.preMax() > 0 && best.length > settings.preMax()) {
      best = Arrays.copyOf(best, settings.preMax());
    }
    float[] decay = new MatrixNms(masks, best, labels, pixels, settings).decay();
    int[] rows = new int[best.length];
    float[] lowered = new float[best.length];
    int kept = 0;
    for (int i = 0; i < best.length; i++) {
      float score = scores[best[i]] * decay[i];
      if (!(settings.filterThreshold() > 0) || score >= (float) settings.filterThreshold()) {
        rows[kept] = best[i];
        lowered[kept++] = score;
      }
    }
    return sorted(Arrays.copyOf(rows, kept), Arrays.copyOf(lowered, kept), settings.maxNum());
  }

  private static Kept sorted(int[] rows, float[] scores, int max) {
    int[] order = ScoreOrder.falling(scores);
    float[] falling = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      falling[i] = scores[order[i]];
    }
    return new Kept(order, falling).within(rows).first(max);
  }

  /** What each score is multiplied by: the strongest of what the better masks demand. */
  private float[] decay() {
    float[] decay = new float[n];
    Arrays.fill(decay, Float.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      float worst = 0;
      for (int above = 0; above < i; above++) {
        worst = Math.max(worst, iou[above][i]);
      }
      for (int j = 0; j < n; j++) {
        decay[j] = Math.min(decay[j], kernel(iou[i][j]) / kernel(worst));
      }
    }
    return decay;
  }

  private float kernel(float overlap) {
    return settings.kernel() == Kernel.LINEAR
        ? 1 - overlap
        : (float) Math.exp((float) -settings.sigma() * (overlap * overlap));
  }

  private static long[][] pack(byte[] masks, int[] rows, int pixels) {
    long[][] bits = new long[rows.length][(pixels + 63) / 64];
    for (int i = 0; i < rows.length; i++) {
      int start = rows[i] * pixels;
      for (int p = 0; p < pixels; p++) {
        if (masks[start + p] != 0) {
          bits[i][p >> 6] |= 1L << p;
        }
      }
    }
    return bits;
  }

  private static int common(long[] a, long[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Long.bitCount(a[i] & b[i]);
    }
    return sum;
  }

  private static float[] count(byte[] masks, int n) {
    int pixels = masks.length / n;
    float[] areas = new float[n];
    for (int i = 0; i < masks.length; i++) {
      if (masks[i] != 0) {
        areas[i / pixels]++;
      }
    }
    return areas;
  }
}
