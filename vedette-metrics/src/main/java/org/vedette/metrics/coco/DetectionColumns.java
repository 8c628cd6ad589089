package org.vedette.metrics.coco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;

/** The detections of a data set as a detector gives them: float32, x1 y1 x2 y2, labels. */
final class DetectionColumns {
  private int[] images = new int[1024];
  private int[] labels = new int[1024];
  private float[] boxes = new float[4 * 1024];
  private float[] scores = new float[1024];
  private final List<Rle> masks = new ArrayList<>();
  private int size;

  /**
   * The detections of a results file as a detector would have handed them over, whose boxes and
   * scores are float32. A detection's label is its category's index.
   */
  static DetectionColumns of(Results results) {
    DetectionColumns columns = new DetectionColumns();
    columns.reserve(results.size());
    columns.size = results.size();
    double[] from = results.boxes();
    for (int i = 0; i < results.size(); i++) {
      columns.images[i] = results.images()[i];
      columns.labels[i] = results.categories()[i];
      columns.scores[i] = (float) results.scores()[i];
    }
    for (int i = 0; i < from.length; i += 4) {
      columns.boxes[i] = (float) from[i];
      columns.boxes[i + 1] = (float) from[i + 1];
      columns.boxes[i + 2] = (float) (from[i] + from[i + 2]);
      columns.boxes[i + 3] = (float) (from[i + 1] + from[i + 3]);
    }
    if (results.masks() != null) {
      columns.masks.addAll(Arrays.asList(results.masks()));
    }
    return columns;
  }

  /** Appends the detections of an image. */
  void add(int image, Detections detections) {
    int count = detections.size();
    reserve(size + count);
    Arrays.fill(images, size, size + count, image);
    System.arraycopy(detections.labels(), 0, labels, size, count);
    System.arraycopy(detections.scores(), 0, scores, size, count);
    System.arraycopy(detections.boxes(), 0, boxes, 4 * size, 4 * count);
    if (detections.hasMasks()) {
      masks.addAll(Arrays.asList(detections.masks()));
    }
    size += count;
  }

  private void reserve(int count) {
    if (count > scores.length) {
      int capacity = Math.max(count, 2 * scores.length);
      images = Arrays.copyOf(images, capacity);
      labels = Arrays.copyOf(labels, capacity);
      boxes = Arrays.copyOf(boxes, 4 * capacity);
      scores = Arrays.copyOf(scores, capacity);
    }
  }

  int size() {
    return size;
  }

  int image(int detection) {
    return images[detection];
  }

  int label(int detection) {
    return labels[detection];
  }

  float box(int detection, int k) {
    return boxes[4 * detection + k];
  }

  float score(int detection) {
    return scores[detection];
  }

  /** The mask of a detection; only where {@link #hasMasks}. */
  Rle mask(int detection) {
    return masks.get(detection);
  }

  /** Whether every detection has a mask; true too for no detections. */
  boolean hasMasks() {
    return masks.size() == size;
  }

  /** (D): each detection's image. */
  int[] images() {
    return Arrays.copyOf(images, size);
  }

  /**
   * The detections as evaluated: boxes x y w h in float64, made from float32 corners.
   *
   * @param categoryOfLabel the category's index in the ground truth, per label
   * @param iouType whether areas are those of boxes or of masks
   */
  Results toResults(int[] categoryOfLabel, IouType iouType) {
    int[] categories = new int[size];
    double[] xywh = new double[4 * size];
    double[] areas = new double[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      categories[i] = categoryOfLabel[labels[i]];
      values[i] = scores[i];
      double width = (double) boxes[4 * i + 2] - boxes[4 * i];
      double height = (double) boxes[4 * i + 3] - boxes[4 * i + 1];
      xywh[4 * i] = boxes[4 * i];
      xywh[4 * i + 1] = boxes[4 * i + 1];
      xywh[4 * i + 2] = width;
      xywh[4 * i + 3] = height;
      areas[i] = iouType == IouType.BBOX ? width * height : RleMasks.area(masks.get(i));
    }
    Rle[] rles = iouType == IouType.BBOX ? null : masks.toArray(Rle[]::new);
    return new Results(images(), categories, xywh, areas, values, rles);
  }
}
