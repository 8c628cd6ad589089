package org.vedette.metrics.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.vedette.base.Detections;

/**
 * Which class is taken for which: upstream's tools/analysis_tools/confusion_matrix.py. Rows are
 * what is there, columns what was found; the last of each is background: objects that were not
 * found, and detections where nothing is.
 *
 * <p>As upstream, a detection counts once for each object that it overlaps, whatever its class, and
 * an object that no detection of its class overlaps counts as not found, too. Ignored objects count
 * as any other.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final Settings settings;
  private final long[][] counts;

  /**
   * What counts as found.
   *
   * @param minScore the least score of a detection that counts; upstream's tool: 0.3
   * @param minIou the least IoU at which a detection overlaps an object; upstream's tool: 0.5
   * @param nmsIou IoU above which the worse of two detections of a class is dropped; null keeps all
   */
  public record Settings(double minScore, double minIou, Double nmsIou) {
    /** The defaults of upstream's tool. */
    public static final Settings DEFAULT = new Settings(0.3, 0.5, null);
  }

  /** An empty matrix of so many classes and background. */
  public ConfusionMatrix(int classes, Settings settings) {
    this.classes = classes;
    this.settings = settings;
    this.counts = new long[classes + 1][classes + 1];
  }

  /** Counts an image. */
  public void add(JudgedImage image) {
    int[] labels = image.truth().labels();
    boolean[] hit = new boolean[labels.length];
    for (int d : kept(image.found())) {
      int label = image.found().labels()[d];
      boolean overlaps = false;
      for (int g = 0; g < labels.length; g++) {
        if (image.iou(d, g) >= (float) settings.minIou()) {
          overlaps = true;
          hit[g] |= labels[g] == label;
          counts[labels[g]][label]++;
        }
      }
      if (!overlaps) {
        counts[classes][label]++;
      }
    }
    for (int g = 0; g < labels.length; g++) {
      if (!hit[g]) {
        counts[labels[g]][classes]++;
      }
    }
  }

  private List<Integer> kept(Detections found) {
    List<Integer> candidates =
        IntStream.range(0, found.size())
            .filter(d -> found.scores()[d] >= (float) settings.minScore())
            .boxed()
            .sorted(Comparator.comparing((Integer d) -> -found.scores()[d]))
            .toList();
    if (settings.nmsIou() == null) {
      return candidates;
    }
    List<Integer> kept = new ArrayList<>();
    for (int d : candidates) {
      if (kept.stream()
          .noneMatch(
              better ->
                  found.labels()[better] == found.labels()[d]
                      && iou(found.boxes(), better, d) > settings.nmsIou())) {
        kept.add(d);
      }
    }
    return kept;
  }

  private static double iou(float[] boxes, int a, int b) {
    int i = 4 * a;
    int j = 4 * b;
    float width = Math.min(boxes[i + 2], boxes[j + 2]) - Math.max(boxes[i], boxes[j]);
    float height = Math.min(boxes[i + 3], boxes[j + 3]) - Math.max(boxes[i + 1], boxes[j + 1]);
    float common = Math.max(width, 0) * Math.max(height, 0);
    float first = (boxes[i + 2] - boxes[i]) * (boxes[i + 3] - boxes[i + 1]);
    float second = (boxes[j + 2] - boxes[j]) * (boxes[j + 3] - boxes[j + 1]);
    return common / Math.max(first + second - common, 1e-6f);
  }

  /** (K+1, K+1) counts: rows truth, columns found, background last. */
  public long[][] counts() {
    long[][] copy = new long[counts.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts[i].clone();
    }
    return copy;
  }

  /** The counts as shares of their row; NaN in rows without any. */
  public double[][] shares() {
    double[][] shares = new double[counts.length][counts.length];
    for (int i = 0; i < counts.length; i++) {
      double sum = IntStream.range(0, counts.length).mapToLong(column(i)).sum();
      for (int j = 0; j < counts.length; j++) {
        shares[i][j] = sum == 0 ? Double.NaN : counts[i][j] / sum;
      }
    }
    return shares;
  }

  private IntToLongFunction column(int row) {
    return j -> counts[row][j];
  }
}
