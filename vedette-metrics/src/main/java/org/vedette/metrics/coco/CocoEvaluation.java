package org.vedette.metrics.coco;

import java.util.Arrays;

/**
 * Precision and recall of a data set: T IoU thresholds, R recalls, K categories, A area ranges, M
 * limits on detections. Cells of categories without truths hold -1.
 */
public final class CocoEvaluation {
  /** Every IoU threshold, in the figures that may be asked for one. */
  public static final double ALL_THRESHOLDS = Double.NaN;

  private static final int ALL = 0;
  private static final int SMALL = 1;
  private static final int MEDIUM = 2;
  private static final int LARGE = 3;

  private final EvalParams params;
  private final int[] categories;
  private final double[] precision;
  private final double[] scores;
  private final double[] recall;

  CocoEvaluation(EvalParams params, int[] categories) {
    this.params = params;
    this.categories = categories;
    int cells = params.iouThresholds().length * slots() * params.areas().size() * limits();
    precision = new double[cells * params.recallThresholds().length];
    scores = new double[precision.length];
    recall = new double[cells];
    Arrays.fill(precision, -1);
    Arrays.fill(scores, -1);
    Arrays.fill(recall, -1);
  }

  /** The settings. */
  public EvalParams params() {
    return params;
  }

  /**
   * (K) the categories by rising id, as indices into the truth's categories; all of them in one
   * slot where categories are not used.
   */
  public int[] categories() {
    return categories.clone();
  }

  /** (T, R, K, A, M), row major. */
  public double[] precision() {
    return precision.clone();
  }

  /** (T, R, K, A, M), row major: the score at which each precision is reached. */
  public double[] scores() {
    return scores.clone();
  }

  /** (T, K, A, M), row major. */
  public double[] recall() {
    return recall.clone();
  }

  private int slots() {
    return params.useCategories() ? categories.length : 1;
  }

  private int limits() {
    return params.maxDets().length;
  }

  private int recallIndex(int t, int k, int a, int m) {
    return ((t * slots() + k) * params.areas().size() + a) * limits() + m;
  }

  private int precisionIndex(int t, int r, int k, int a, int m) {
    return recallIndex(t * params.recallThresholds().length + r, k, a, m);
  }

  void setRecall(int t, int k, int a, int m, double value) {
    recall[recallIndex(t, k, a, m)] = value;
  }

  void setPrecision(int t, int r, int k, int a, int m, double value, double score) {
    int index = precisionIndex(t, r, k, a, m);
    precision[index] = value;
    scores[index] = score;
  }

  void copyCell(int t, int k, int a, int fromLimit, int toLimit) {
    setRecall(t, k, a, toLimit, recall[recallIndex(t, k, a, fromLimit)]);
    for (int r = 0; r < params.recallThresholds().length; r++) {
      int from = precisionIndex(t, r, k, a, fromLimit);
      setPrecision(t, r, k, a, toLimit, precision[from], scores[from]);
    }
  }

  /**
   * The mean precision over categories and recalls; -1 when no cell is valid, or when the settings
   * lack the threshold or limit.
   *
   * @param threshold one IoU threshold, or {@link #ALL_THRESHOLDS}
   * @param area index of the area range
   * @param maxDets the limit, one of the settings'
   */
  public double meanPrecision(double threshold, int area, int maxDets) {
    return meanPrecision(threshold, area, maxDets, 0, slots());
  }

  /** As {@link #meanPrecision(double, int, int)}, of the category in slot {@code k} alone. */
  public double categoryPrecision(int k, double threshold, int area, int maxDets) {
    return meanPrecision(threshold, area, maxDets, k, k + 1);
  }

  private double meanPrecision(double threshold, int area, int maxDets, int kFrom, int kTo) {
    int m = limitIndex(maxDets);
    int recalls = params.recallThresholds().length;
    double[] valid = new double[params.iouThresholds().length * recalls * (kTo - kFrom)];
    int count = 0;
    for (int t = 0; m >= 0 && t < params.iouThresholds().length; t++) {
      for (int r = 0; wanted(threshold, t) && r < recalls; r++) {
        for (int k = kFrom; k < kTo; k++) {
          double value = precision[precisionIndex(t, r, k, area, m)];
          if (value > -1) {
            valid[count++] = value;
          }
        }
      }
    }
    return count == 0 ? -1 : Numpy.mean(valid, count);
  }

  /** The mean recall over thresholds and categories; -1 as {@link #meanPrecision}. */
  public double meanRecall(int area, int maxDets) {
    return meanRecall(area, maxDets, 0, slots());
  }

  /** As {@link #meanRecall(int, int)}, of the category in slot {@code k} alone. */
  public double categoryRecall(int k, int area, int maxDets) {
    return meanRecall(area, maxDets, k, k + 1);
  }

  private double meanRecall(int area, int maxDets, int kFrom, int kTo) {
    int m = limitIndex(maxDets);
    double[] valid = new double[params.iouThresholds().length * (kTo - kFrom)];
    int count = 0;
    for (int t = 0; m >= 0 && t < params.iouThresholds().length; t++) {
      for (int k = kFrom; k < kTo; k++) {
        double value = recall[recallIndex(t, k, area, m)];
        if (value > -1) {
          valid[count++] = value;
        }
      }
    }
    return count == 0 ? -1 : Numpy.mean(valid, count);
  }

  private boolean wanted(double threshold, int t) {
    return Double.isNaN(threshold) || params.iouThresholds()[t] == threshold;
  }

  private int limitIndex(int maxDets) {
    return Arrays.binarySearch(params.maxDets(), maxDets);
  }

  /**
   * COCO's twelve figures: AP, AP50, AP75, AP small, medium, large, AR at the three limits, AR
   * small, medium, large at the third. As in pycocotools, AP is that of 100 detections, and -1 when
   * 100 is no limit of the settings.
   */
  public double[] stats() {
    int[] limits = params.maxDets();
    if (limits.length < 3) {
      throw new IllegalStateException("COCO's twelve figures need three maxDets");
    }
    int most = limits[2];
    return new double[] {
      meanPrecision(ALL_THRESHOLDS, ALL, 100),
      meanPrecision(0.5, ALL, most),
      meanPrecision(0.75, ALL, most),
      meanPrecision(ALL_THRESHOLDS, SMALL, most),
      meanPrecision(ALL_THRESHOLDS, MEDIUM, most),
      meanPrecision(ALL_THRESHOLDS, LARGE, most),
      meanRecall(ALL, limits[0]),
      meanRecall(ALL, limits[1]),
      meanRecall(ALL, most),
      meanRecall(SMALL, most),
      meanRecall(MEDIUM, most),
      meanRecall(LARGE, most)
    };
  }

  /** How many figures {@link #statsOfAllLimits} gives. */
  static int figures(int limits) {
    return 9 + limits;
  }

  /**
   * COCO's figures as upstream's {@code COCOevalMP} gives them: AP, AP50, AP75, AP small, medium,
   * large at the largest limit, AR at each limit, AR small, medium, large at the largest.
   */
  public double[] statsOfAllLimits() {
    int[] limits = params.maxDets();
    int most = params.largestMaxDets();
    double[] stats = new double[figures(limits.length)];
    stats[0] = meanPrecision(ALL_THRESHOLDS, ALL, most);
    stats[1] = meanPrecision(0.5, ALL, most);
    stats[2] = meanPrecision(0.75, ALL, most);
    for (int area = SMALL; area <= LARGE; area++) {
      stats[2 + area] = meanPrecision(ALL_THRESHOLDS, area, most);
      stats[5 + limits.length + area] = meanRecall(area, most);
    }
    for (int m = 0; m < limits.length; m++) {
      stats[6 + m] = meanRecall(ALL, limits[m]);
    }
    return stats;
  }
}
