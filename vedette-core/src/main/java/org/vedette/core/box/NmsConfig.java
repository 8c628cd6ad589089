package org.vedette.core.box;

import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;

/**
 * What {@code nms=dict(type='nms', iou_threshold=0.65)} says: the settings of mmcv's {@code nms} or
 * {@code soft_nms}, and of {@code batched_nms} around it.
 *
 * @param type {@code nms} or {@code soft_nms}
 * @param iou_threshold overlap above which the lower of two boxes goes; required for {@code nms},
 *     0.3 for {@code soft_nms} when not given
 * @param iou_thr older name of {@code iou_threshold}
 * @param offset 0 when a box from x1 to x2 is x2 - x1 wide, 1 when it is one pixel wider
 * @param score_threshold {@code nms} only: boxes at or below this score go first; 0 for none
 * @param max_num how many boxes are kept at most; -1 for all
 * @param split_thr from this many boxes on, each group is treated on its own
 * @param class_agnostic whether boxes of different groups suppress each other; None leaves it to
 *     the caller
 * @param sigma {@code soft_nms} with the gaussian method: how slowly scores decay; 0.5 when not
 *     given
 * @param min_score {@code soft_nms} only: boxes whose score falls below go; 0.001 when not given
 * @param method {@code soft_nms} only: how scores decay; linear when not given
 */
public record NmsConfig(
    @Default("'nms'") Type type,
    @Default("None") Double iou_threshold,
    @Default("None") Double iou_thr,
    @Default("0") int offset,
    @Default("None") Double score_threshold,
    @Default("-1") int max_num,
    @Default("10000") int split_thr,
    @Default("None") Boolean class_agnostic,
    @Default("None") Double sigma,
    @Default("None") Double min_score,
    @Default("None") Method method) {
  private static final double DEFAULT_SOFT_THRESHOLD = 0.3;
  private static final double DEFAULT_SIGMA = 0.5;
  private static final double DEFAULT_MIN_SCORE = 1e-3;

  /** The kind of suppression. */
  public enum Type {
    /** An overlapping box is removed. */
    NMS,
    /** An overlapping box loses score (Bodla et al. 2017). */
    SOFT_NMS;

    /** Reads a name; of a dotted one, as lazy configs have it, the last part counts. */
    @FromConfig
    public static Type of(ConfigNode node) {
      String text = "";
      if (node instanceof TypeNode type) {
        text = type.name();
      } else if (node instanceof ScalarNode scalar && scalar.value() instanceof String dotted) {
        text = dotted.substring(dotted.lastIndexOf('.') + 1);
      }
      return switch (text) {
        case "nms" -> NMS;
        case "soft_nms" -> SOFT_NMS;
        default -> throw new IllegalArgumentException("expected 'nms' or 'soft_nms'");
      };
    }
  }

  /** How soft suppression lowers a score. */
  public enum Method {
    /** To zero, as plain suppression does. */
    NAIVE,
    /** By 1 - IoU where the IoU reaches the threshold. */
    LINEAR,
    /** By exp(-IoU^2 / sigma). */
    GAUSSIAN
  }

  /** Checks that the keys belong to the type. */
  public NmsConfig {
    if (iou_threshold != null && iou_thr != null) {
      throw new IllegalArgumentException("iou_thr is the older name of iou_threshold: give one");
    }
    if (type == Type.NMS) {
      if (iou_threshold == null && iou_thr == null) {
        throw new IllegalArgumentException("nms needs iou_threshold");
      }
      if (sigma != null || min_score != null || method != null) {
        throw new IllegalArgumentException("sigma, min_score and method are keys of soft_nms only");
      }
    } else if (score_threshold != null) {
      throw new IllegalArgumentException("score_threshold is a key of nms; soft_nms has min_score");
    }
    if (offset != 0 && offset != 1) {
      throw new IllegalArgumentException("offset must be 0 or 1, got " + offset);
    }
  }

  /** Plain suppression with everything else at its default. */
  public static NmsConfig ofThreshold(double iouThreshold) {
    return new NmsConfig(Type.NMS, iouThreshold, null, 0, null, -1, 10000, null, null, null, null);
  }

  /** The overlap threshold, whichever key gave it. */
  public double threshold() {
    if (iou_threshold != null) {
      return iou_threshold;
    }
    return iou_thr != null ? iou_thr : DEFAULT_SOFT_THRESHOLD;
  }

  /** The score at or below which plain suppression drops a box first; 0 for none. */
  public double scoreThresholdOrZero() {
    return score_threshold == null ? 0 : score_threshold;
  }

  /** How slowly the gaussian method lowers scores. */
  public double sigmaOrDefault() {
    return sigma == null ? DEFAULT_SIGMA : sigma;
  }

  /** The score below which soft suppression drops a box. */
  public double minScoreOrDefault() {
    return min_score == null ? DEFAULT_MIN_SCORE : min_score;
  }

  /** How soft suppression lowers a score. */
  public Method methodOrDefault() {
    return method == null ? Method.LINEAR : method;
  }
}
