package org.vedette.core.box;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.tensor.Tensors;

/**
 * Non-maximum suppression with the results of mmcv's operators, computed over plain arrays: a
 * caller copies boxes and scores out of native memory once, and indices back once.
 *
 * <p>Boxes are (n, 4) row by row: x1 y1 x2 y2.
 */
public final class Nms {
  /**
   * What a multi-class suppression kept.
   *
   * @param detections boxes, scores and labels by falling score
   * @param indices (k): positions among the (n, K) pairs of box and class that went in, row by row
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Multiclass(Detections detections, int[] indices) {}

  private Nms() {}

  /** Suppresses among all boxes with one setting: mmcv's {@code nms} or {@code soft_nms}. */
  public static Kept run(float[] boxes, float[] scores, NmsConfig config) {
    return config.type() == NmsConfig.Type.SOFT_NMS
        ? SoftNms.run(boxes, scores, config).first(config.max_num())
        : hard(boxes, scores, config, config.max_num());
  }

  private static Kept hard(float[] boxes, float[] scores, NmsConfig config, int max) {
    float threshold = (float) config.threshold();
    if (!(config.scoreThresholdOrZero() > 0)) {
      int[] kept = HardNms.keep(boxes, scores, threshold, config.offset(), max);
      return new Kept(kept, select(scores, kept));
    }
    int[] rows = above(scores, (float) config.scoreThresholdOrZero());
    float[] ownScores = select(scores, rows);
    int[] kept = HardNms.keep(selectBoxes(boxes, rows), ownScores, threshold, config.offset(), max);
    return new Kept(kept, select(ownScores, kept)).within(rows);
  }

  /**
   * Suppresses within groups, such as classes or levels: mmcv's {@code batched_nms}. Below {@code
   * split_thr} boxes the groups are moved apart by float32 offsets and treated in one go; from
   * there on each group is treated by itself.
   *
   * @param groups (n): the group of each box, from 0
   * @param config the settings; null keeps all boxes, sorted
   * @param classAgnostic whether groups do not matter, unless the settings say so themselves
   */
  public static Kept batched(
      float[] boxes, float[] scores, int[] groups, NmsConfig config, boolean classAgnostic) {
    if (config == null) {
      int[] order = ScoreOrder.falling(scores);
      return new Kept(order, select(scores, order));
    }
    boolean agnostic = config.class_agnostic() == null ? classAgnostic : config.class_agnostic();
    float[] apart = agnostic || scores.length == 0 ? boxes : movedApart(boxes, groups);
    return scores.length < config.split_thr()
        ? run(apart, scores, config)
        : groupByGroup(apart, scores, groups, config);
  }

  /** {@link #batched(float[], float[], int[], NmsConfig, boolean)} with groups that matter. */
  public static Kept batched(float[] boxes, float[] scores, int[] groups, NmsConfig config) {
    return batched(boxes, scores, groups, config, false);
  }

  /**
   * {@link #batched(float[], float[], int[], NmsConfig)} of tensors on any device: boxes (n, 4),
   * scores (n), groups (n).
   */
  public static Kept batched(Tensor boxes, Tensor scores, Tensor groups, NmsConfig config) {
    return batched(
        Tensors.toFloats(boxes), Tensors.toFloats(scores), Tensors.toInts(groups), config, false);
  }

  /** Each box plus its group times the largest coordinate and one, in float32. */
  private static float[] movedApart(float[] boxes, int[] groups) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float coordinate : boxes) {
      largest = Math.max(largest, coordinate);
    }
    float step = largest + 1;
    float[] moved = new float[boxes.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = boxes[i] + groups[i >> 2] * step;
    }
    return moved;
  }

  private static Kept groupByGroup(float[] boxes, float[] scores, int[] groups, NmsConfig config) {
    boolean[] isKept = new boolean[scores.length];
    float[] newScores = new float[scores.length];
    for (int[] rows : rowsOfGroups(groups)) {
      float[] ownBoxes = selectBoxes(boxes, rows);
      float[] ownScores = select(scores, rows);
      // The limit is one for all groups together.
      Kept own =
          config.type() == NmsConfig.Type.SOFT_NMS
              ? SoftNms.run(ownBoxes, ownScores, config)
              : hard(ownBoxes, ownScores, config, -1);
      for (int i = 0; i < own.size(); i++) {
        isKept[rows[own.indices()[i]]] = true;
        newScores[rows[own.indices()[i]]] = own.scores()[i];
      }
    }
    int[] rows = where(isKept);
    float[] keptScores = select(newScores, rows);
    int[] order = ScoreOrder.falling(keptScores);
    return new Kept(order, select(keptScores, order)).within(rows).first(config.max_num());
  }

  private static int[][] rowsOfGroups(int[] groups) {
    long[] keys = new long[groups.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) groups[i] << 32 | i;
    }
    Arrays.sort(keys);
    int[][] rows = new int[keys.length][];
    int count = 0;
    for (int start = 0; start < keys.length; ) {
      int end = start;
      while (end < keys.length && keys[end] >> 32 == keys[start] >> 32) {
        end++;
      }
      int[] own = new int[end - start];
      for (int i = start; i < end; i++) {
        own[i - start] = (int) keys[i];
      }
      rows[count++] = own;
      start = end;
    }
    return Arrays.copyOf(rows, count);
  }

  /**
   * Suppresses the boxes of every class that score enough: mmdet's {@code multiclass_nms}. The
   * threshold is compared with the scores before the factors are applied.
   *
   * @param boxes (n, 4), or (n, K*4) for a box per class
   * @param scores (n, K+1): the last column, background, does not count
   * @param scoreFactors (n): multiplied with the scores, such as centerness; or null
   * @param maxNum how many to keep at most; all when not positive
   */
  public static Multiclass multiclass(
      float[] boxes,
      float[] scores,
      int numClasses,
      double scoreThreshold,
      NmsConfig config,
      int maxNum,
      float[] scoreFactors) {
    int n = scores.length / (numClasses + 1);
    boolean boxPerClass = boxes.length > n * 4;
    int[] pairs = pairsAbove(scores, numClasses, (float) scoreThreshold);
    float[] ownBoxes = new float[pairs.length * 4];
    float[] ownScores = new float[pairs.length];
    int[] labels = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      int row = pairs[i] / numClasses;
      labels[i] = pairs[i] % numClasses;
      ownScores[i] = scores[row * (numClasses + 1) + labels[i]];
      if (scoreFactors != null) {
        ownScores[i] *= scoreFactors[row];
      }
      System.arraycopy(boxes, (boxPerClass ? pairs[i] : row) * 4, ownBoxes, i * 4, 4);
    }
    Kept kept = batched(ownBoxes, ownScores, labels, config).first(maxNum);
    Detections detections =
        new Detections(kept.boxes(ownBoxes), kept.scores(), select(labels, kept.indices()), null);
    return new Multiclass(detections, select(pairs, kept.indices()));
  }

  private static int[] pairsAbove(float[] scores, int numClasses, float threshold) {
    int n = scores.length / (numClasses + 1);
    int[] pairs = new int[n * numClasses];
    int count = 0;
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < numClasses; k++) {
        if (scores[row * (numClasses + 1) + k] > threshold) {
          pairs[count++] = row * numClasses + k;
        }
      }
    }
    return Arrays.copyOf(pairs, count);
  }

  private static int[] above(float[] scores, float threshold) {
    boolean[] valid = new boolean[scores.length];
    for (int i = 0; i < valid.length; i++) {
      valid[i] = scores[i] > threshold;
    }
    return where(valid);
  }

  private static int[] where(boolean[] flags) {
    int[] rows = new int[flags.length];
    int count = 0;
    for (int i = 0; i < flags.length; i++) {
      if (flags[i]) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static float[] select(float[] values, int[] rows) {
    float[] selected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return selected;
  }

  private static int[] select(int[] values, int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return selected;
  }

  private static float[] selectBoxes(float[] boxes, int[] rows) {
    return new Kept(rows, new float[0]).boxes(boxes);
  }
}
