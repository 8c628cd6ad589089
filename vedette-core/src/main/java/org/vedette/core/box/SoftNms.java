package org.vedette.core.box;

import java.util.Arrays;

/**
 * Soft-NMS (Bodla et al. 2017) over arrays, in float32 and with the swaps of mmcv's kernel, on
 * which the order of equal scores hangs.
 */
final class SoftNms {
  private final float[] boxes;
  private final float[] scores;
  private final float[] area;
  private final int[] index;
  private final NmsConfig config;
  private int n;

  private SoftNms(float[] boxes, float[] scores, NmsConfig config) {
    this.boxes = boxes.clone();
    this.scores = scores.clone();
    this.config = config;
    n = scores.length;
    area = new float[n];
    index = new int[n];
    int offset = config.offset();
    for (int i = 0; i < n; i++) {
      int b = i * 4;
      area[i] = (boxes[b + 2] - boxes[b] + offset) * (boxes[b + 3] - boxes[b + 1] + offset);
      index[i] = i;
    }
  }

  /** Suppresses; the inputs stay as they are. */
  static Kept run(float[] boxes, float[] scores, NmsConfig config) {
    SoftNms nms = new SoftNms(boxes, scores, config);
    for (int i = 0; i < nms.n; i++) {
      nms.swap(i, nms.best(i));
      nms.lower(i);
    }
    return new Kept(Arrays.copyOf(nms.index, nms.n), Arrays.copyOf(nms.scores, nms.n));
  }

  private int best(int from) {
    int best = from;
    for (int i = from + 1; i < n; i++) {
      if (scores[best] < scores[i]) {
        best = i;
      }
    }
    return best;
  }

  /** Lowers the scores of all boxes after {@code i} by their overlap with it. */
  private void lower(int i) {
    float minScore = (float) config.minScoreOrDefault();
    int j = i + 1;
    while (j < n) {
      scores[j] *= weight(iou(i, j));
      if (scores[j] < minScore) {
        n--;
        copy(n, j);
      } else {
        j++;
      }
    }
  }

  private float weight(float iou) {
    return switch (config.methodOrDefault()) {
      case NAIVE -> iou >= (float) config.threshold() ? 0f : 1f;
      case LINEAR -> iou >= (float) config.threshold() ? 1 - iou : 1f;
      case GAUSSIAN -> (float) Math.exp(-(iou * iou) / (float) config.sigmaOrDefault());
    };
  }

  private float iou(int i, int j) {
    int a = i * 4;
    int b = j * 4;
    int offset = config.offset();
    float width = Math.min(boxes[a + 2], boxes[b + 2]) - Math.max(boxes[a], boxes[b]) + offset;
    float height =
        Math.min(boxes[a + 3], boxes[b + 3]) - Math.max(boxes[a + 1], boxes[b + 1]) + offset;
    float overlap = Math.max(0f, width) * Math.max(0f, height);
    return overlap / (area[i] + area[j] - overlap);
  }

  private void swap(int i, int j) {
    if (i == j) {
      return;
    }
    for (int k = 0; k < 4; k++) {
      float coordinate = boxes[i * 4 + k];
      boxes[i * 4 + k] = boxes[j * 4 + k];
      boxes[j * 4 + k] = coordinate;
    }
    float score = scores[i];
    float ownArea = area[i];
    int ownIndex = index[i];
    scores[i] = scores[j];
    area[i] = area[j];
    index[i] = index[j];
    scores[j] = score;
    area[j] = ownArea;
    index[j] = ownIndex;
  }

  private void copy(int from, int to) {
    System.arraycopy(boxes, from * 4, boxes, to * 4, 4);
    scores[to] = scores[from];
    area[to] = area[from];
    index[to] = index[from];
  }
}
