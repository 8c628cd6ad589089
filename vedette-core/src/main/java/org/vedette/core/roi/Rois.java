package org.vedette.core.roi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Instances;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Regions of the images of a batch, image by image, as plain arrays.
 *
 * @param rows (R*5): image, x1, y1, x2, y2 in pixels of the model's input
 * @param counts (N): how many regions each image has
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rois(float[] rows, int[] counts) {
  /** The boxes (n*4) of each image. */
  public static Rois of(List<float[]> boxes) {
    int[] counts = boxes.stream().mapToInt(own -> own.length / 4).toArray();
    float[] rows = new float[5 * Arrays.stream(counts).sum()];
    int at = 0;
    for (int image = 0; image < counts.length; image++) {
      for (int i = 0; i < counts[image]; i++) {
        rows[at] = image;
        System.arraycopy(boxes.get(image), 4 * i, rows, at + 1, 4);
        at += 5;
      }
    }
    return new Rois(rows, counts);
  }

  /** The boxes of proposals or detections of each image. */
  public static Rois ofInstances(List<Instances> images) {
    return of(images.stream().map(own -> Tensors.toFloats(own.boxes())).toList());
  }

  /** All sampled boxes of each image: its positives, then its negatives. */
  public static Rois ofSampled(List<Sampling> images) {
    return of(images.stream().map(Sampling::boxes).toList());
  }

  /** The positives of each image. */
  public static Rois ofPositives(List<Sampling> images) {
    return of(
        images.stream().map(own -> Arrays.copyOf(own.boxes(), 4 * own.numPositives())).toList());
  }

  /** How many regions there are. */
  public int size() {
    return rows.length / 5;
  }

  /** How many images there are. */
  public int images() {
    return counts.length;
  }

  /** The position of an image's first region. */
  public int start(int image) {
    int start = 0;
    for (int i = 0; i < image; i++) {
      start += counts[i];
    }
    return start;
  }

  /** The boxes of an image, (n*4). */
  public float[] boxes(int image) {
    float[] boxes = new float[4 * counts[image]];
    int start = start(image);
    for (int i = 0; i < counts[image]; i++) {
      System.arraycopy(rows, 5 * (start + i) + 1, boxes, 4 * i, 4);
    }
    return boxes;
  }

  /** The boxes of all images beside a tensor, (R, 4). */
  public Tensor boxes(Tensor like) {
    Tensor all = Ops.toDeviceOf(Tensors.of(rows, size(), 5), like);
    return Ops.slice(all, 1, 1, 5);
  }

  /** The first {@code most} regions, of whichever images. */
  public Rois first(int most) {
    if (size() <= most) {
      return this;
    }
    int left = most;
    int[] fewer = new int[counts.length];
    for (int image = 0; image < counts.length; image++) {
      fewer[image] = Math.min(left, counts[image]);
      left -= fewer[image];
    }
    return new Rois(Arrays.copyOf(rows, 5 * most), fewer);
  }

  /** The regions blown up about their centres. */
  public Rois scaled(double factor) {
    float[] scaled = rows.clone();
    for (int at = 0; at < rows.length; at += 5) {
      for (int axis = 1; axis <= 2; axis++) {
        float centre = (rows[at + axis] + rows[at + axis + 2]) * 0.5f;
        float half = (rows[at + axis + 2] - rows[at + axis]) * (float) factor * 0.5f;
        scaled[at + axis] = centre - half;
        scaled[at + axis + 2] = centre + half;
      }
    }
    return new Rois(scaled, counts);
  }

  /** What belongs to each image among rows that line up with the regions, (R, ...). */
  public List<Tensor> split(Tensor perRegion) {
    List<Tensor> parts = new ArrayList<>();
    long start = 0;
    for (int count : counts) {
      parts.add(Ops.slice(perRegion, 0, start, start + count));
      start += count;
    }
    return parts;
  }
}
