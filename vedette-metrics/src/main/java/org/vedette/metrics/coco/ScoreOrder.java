package org.vedette.metrics.coco;

/** Stable sorting by falling score: among equal scores the first stays first. */
final class ScoreOrder {
  private static final int INSERTION = 16;

  private ScoreOrder() {}

  /** Sorts {@code order[from..to)} by the scores its values index. */
  static void sort(int[] order, int from, int to, double[] scores) {
    if (to - from <= INSERTION) {
      insertionSort(order, from, to, scores);
    } else {
      int[] buffer = new int[to - from];
      mergeSort(order, from, to, buffer, scores);
    }
  }

  private static void mergeSort(int[] order, int from, int to, int[] buffer, double[] scores) {
    if (to - from <= INSERTION) {
      insertionSort(order, from, to, scores);
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(order, from, middle, buffer, scores);
    mergeSort(order, middle, to, buffer, scores);
    if (scores[order[middle - 1]] >= scores[order[middle]]) {
      return;
    }
    int length = middle - from;
    System.arraycopy(order, from, buffer, 0, length);
    int left = 0;
    int right = middle;
    int at = from;
    while (left < length && right < to) {
      order[at++] = scores[order[right]] > scores[buffer[left]] ? order[right++] : buffer[left++];
    }
    System.arraycopy(buffer, left, order, at, length - left);
  }

  private static void insertionSort(int[] order, int from, int to, double[] scores) {
    for (int i = from + 1; i < to; i++) {
      int value = order[i];
      double score = scores[value];
      int at = i;
      while (at > from && scores[order[at - 1]] < score) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = value;
    }
  }
}
