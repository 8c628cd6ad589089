package org.vedette.metrics.voc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pascal VOC's mean average precision (Everingham et al., The Pascal Visual Object Classes
 * Challenge, 2010), in the number types of upstream's {@code eval_map}: precisions, and the
 * precision of a class, are float32.
 *
 * @param elevenPoints whether a precision is the mean of those at the recalls 0, 0.1, ... 1, as VOC
 *     2007 has it; else the area under the curve
 * @param extra what is added to widths and heights: 1 where the last pixel counts, else 0
 * @param threshold the overlap from which on a detection is right
 * @param areas (R): areas [from, to) that are judged each by itself; null for all at once
 */
@SuppressWarnings("ArrayRecordComponent")
record AveragePrecision(boolean elevenPoints, float extra, double threshold, double[][] areas) {
  private static final byte RIGHT = 1;
  private static final byte WRONG = 2;

  /** numpy's {@code finfo(float32).eps}, which keeps divisors from 0. */
  private static final float EPSILON = Math.ulp(1f);

  private static final int POINTS = 11;

  /**
   * A class.
   *
   * @param truths (R): how many boxes are annotated, without those that are ignored
   * @param detections how many there are
   * @param recall (R): the recall of all detections; NaN when there is none
   * @param precision (R): the precision of all detections; NaN when there is none
   * @param average (R): the average precision
   */
  record OfClass(
      int[] truths, int detections, double[] recall, float[] precision, float[] average) {}

  /**
   * What came out.
   *
   * @param mean (R): the mean over classes that have any truth; 0 when none has
   * @param classes each class
   */
  record Result(float[] mean, List<OfClass> classes) {}

  /** Judges the detections of all images. */
  Result judge(List<VocImage> images, int classCount) {
    List<OfClass> classes = new ArrayList<>();
    for (int label = 0; label < classCount; label++) {
      classes.add(judgeClass(images, label));
    }
    float[] means = new float[ranges()];
    for (int r = 0; r < means.length; r++) {
      int range = r;
      List<OfClass> counted = classes.stream().filter(c -> c.truths[range] > 0).toList();
      float[] averages = new float[counted.size()];
      for (int c = 0; c < averages.length; c++) {
        averages[c] = counted.get(c).average[range];
      }
      means[r] = Float32Mean.of(averages);
    }
    return new Result(means, classes);
  }

  private int ranges() {
    return areas == null ? 1 : areas.length;
  }

  private boolean isIn(int range, double area) {
    return areas == null || (area >= areas[range][0] && area < areas[range][1]);
  }

  private OfClass judgeClass(List<VocImage> images, int label) {
    int[] truths = new int[ranges()];
    int total = 0;
    for (VocImage image : images) {
      total += count(image.labels(), label);
      countTruths(image, label, truths);
    }
    float[] scores = new float[total];
    byte[][] verdicts = new byte[ranges()][total];
    int at = 0;
    for (VocImage image : images) {
      at = match(image, label, scores, verdicts, at);
    }
    int[] order = byScore(scores);
    double[] recall = new double[ranges()];
    float[] precision = new float[ranges()];
    float[] average = new float[ranges()];
    for (int r = 0; r < ranges(); r++) {
      double[] recalls = new double[total];
      float[] precisions = new float[total];
      curve(verdicts[r], order, truths[r], recalls, precisions);
      average[r] = elevenPoints ? elevenPoints(recalls, precisions) : area(recalls, precisions);
      recall[r] = total == 0 ? Double.NaN : recalls[total - 1];
      precision[r] = total == 0 ? Float.NaN : precisions[total - 1];
    }
    return new OfClass(truths, total, recall, precision, average);
  }

  private static int count(int[] labels, int label) {
    return (int) Arrays.stream(labels).filter(l -> l == label).count();
  }

  private void countTruths(VocImage image, int label, int[] truths) {
    for (int g = 0; g < image.truthLabels().length; g++) {
      if (image.truthLabels()[g] == label && !image.ignored()[g]) {
        float area = LegacyBoxes.area(image.truths(), g, extra);
        for (int r = 0; r < truths.length; r++) {
          truths[r] += isIn(r, area) ? 1 : 0;
        }
      }
    }
  }

  /** Numpy's sort leaves the order of equal scores open; here it is that of the images. */
  private static int[] byScore(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparing(i -> -scores[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Judges the detections of one class in one image.
   *
   * @param at where this image's begin in {@code scores} and {@code verdicts}
   * @return where the next image's begin
   */
  private int match(VocImage image, int label, float[] scores, byte[][] verdicts, int at) {
    int[] found = of(image.labels(), label);
    // Those that are ignored come last: of equal overlaps the first counts.
    int[] truths =
        IntStream.concat(
                Arrays.stream(of(image.truthLabels(), label)).filter(g -> !image.ignored()[g]),
                Arrays.stream(of(image.truthLabels(), label)).filter(g -> image.ignored()[g]))
            .toArray();
    float[] foundBoxes = boxes(image.boxes(), found);
    float[] truthBoxes = boxes(image.truths(), truths);
    float[] ownScores = new float[found.length];
    for (int i = 0; i < found.length; i++) {
      ownScores[i] = image.scores()[found[i]];
    }
    System.arraycopy(ownScores, 0, scores, at, found.length);
    float[] iou = LegacyBoxes.iou(foundBoxes, truthBoxes, extra);
    int[] order = byScore(ownScores);
    for (int r = 0; r < ranges(); r++) {
      boolean[] covered = new boolean[truths.length];
      for (int i : order) {
        int best = best(iou, i, truths.length);
        verdicts[r][at + i] =
            best >= 0 && iou[i * truths.length + best] >= threshold
                ? hit(image, truths[best], covered, best, r)
                : missed(foundBoxes, i, r);
      }
    }
    return at + found.length;
  }

  private static int[] of(int[] labels, int label) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
  }

  /** The chosen of all boxes. */
  static float[] boxes(float[] all, int[] chosen) {
    float[] boxes = new float[4 * chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(all, 4 * chosen[i], boxes, 4 * i, 4);
    }
    return boxes;
  }

  /** The truth that overlaps most, the first of equals; -1 when there is none. */
  private static int best(float[] iou, int detection, int truths) {
    int best = truths == 0 ? -1 : 0;
    for (int g = 1; g < truths; g++) {
      if (iou[detection * truths + g] > iou[detection * truths + best]) {
        best = g;
      }
    }
    return best;
  }

  /** A second detection of one truth is wrong; it is not given the next best. */
  private byte hit(VocImage image, int truth, boolean[] covered, int best, int range) {
    if (image.ignored()[truth] || !isIn(range, LegacyBoxes.area(image.truths(), truth, extra))) {
      return 0;
    }
    byte verdict = covered[best] ? WRONG : RIGHT;
    covered[best] = true;
    return verdict;
  }

  private byte missed(float[] boxes, int detection, int range) {
    return isIn(range, LegacyBoxes.area(boxes, detection, extra)) ? WRONG : 0;
  }

  private static void curve(
      byte[] verdicts, int[] order, int truths, double[] recalls, float[] precisions) {
    float right = 0;
    float wrong = 0;
    for (int i = 0; i < order.length; i++) {
      right += verdicts[order[i]] == RIGHT ? 1 : 0;
      wrong += verdicts[order[i]] == WRONG ? 1 : 0;
      recalls[i] = right / Math.max((double) truths, EPSILON);
      precisions[i] = right / Math.max(right + wrong, EPSILON);
    }
  }

  private static float elevenPoints(double[] recalls, float[] precisions) {
    float sum = 0;
    for (int point = 0; point < POINTS; point++) {
      double from = point * 0.1;
      float highest = 0;
      for (int i = 0; i < recalls.length; i++) {
        if (recalls[i] >= from) {
          highest = Math.max(highest, precisions[i]);
        }
      }
      sum += highest;
    }
    return sum / POINTS;
  }

  /** Under the curve whose precisions do not rise with recall. */
  private static float area(double[] recalls, float[] precisions) {
    double highest = 0;
    double sum = 0;
    for (int i = recalls.length - 1; i >= 0; i--) {
      highest = Math.max(highest, precisions[i]);
      sum += (recalls[i] - (i == 0 ? 0 : recalls[i - 1])) * highest;
    }
    return (float) sum;
  }
}
