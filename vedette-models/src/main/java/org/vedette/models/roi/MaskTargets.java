package org.vedette.models.roi;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.Polygons;
import org.vedette.base.RleMasks;
import org.vedette.base.VedetteException;
import org.vedette.core.Instances;
import org.vedette.core.roi.RcnnTrainConfig;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Tensors;

/**
 * What the masks of positives should be: the truth's mask, cut out by the region's box and brought
 * to a fixed size, as RoIAlign does it. Counts in float32 and in the order of mmcv's kernel, since
 * what is at least a half becomes 1 and a half is met exactly. Truths that are polygons are brought
 * to that size as polygons and drawn there, which keeps what is finer than a pixel of the image.
 */
final class MaskTargets {
  private final int height;
  private final int width;
  private final boolean soft;

  MaskTargets(RcnnTrainConfig config) {
    if (config.mask_size() == null) {
      throw new VedetteException("train_cfg.rcnn: a mask head needs mask_size");
    }
    height = config.mask_size().repeated(2).get(0);
    width = config.mask_size().repeated(2).get(1);
    soft = config.soft_mask_target();
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** The targets of all images' positives, (n, height, width). */
  float[] of(List<Sampling> samplings, List<Instances> truths) {
    int total = samplings.stream().mapToInt(Sampling::numPositives).sum();
    float[] targets = new float[total * height * width];
    int at = 0;
    for (int image = 0; image < samplings.size(); image++) {
      Sampling own = samplings.get(image);
      if (own.numPositives() > 0) {
        at = add(own, truths.get(image), targets, at);
      }
    }
    return targets;
  }

  private int add(Sampling sampling, Instances truths, float[] targets, int start) {
    if (truths.masks() == null) {
      throw new VedetteException(
          "a mask head needs the masks of the truth: LoadAnnotations(with_mask=True)");
    }
    int rows = (int) truths.masks().size(1);
    int columns = (int) truths.masks().size(2);
    if (truths.outlines() != null) {
      return draw(sampling, truths.outlines(), rows, columns, targets, start);
    }
    byte[] masks = Tensors.toBytes(truths.masks());
    int at = start;
    for (int i = 0; i < sampling.numPositives(); i++) {
      float left = clip(sampling.boxes()[4 * i], columns);
      float top = clip(sampling.boxes()[4 * i + 1], rows);
      Axis x = new Axis(left, clip(sampling.boxes()[4 * i + 2], columns), width, columns);
      Axis y = new Axis(top, clip(sampling.boxes()[4 * i + 3], rows), height, rows);
      cut(masks, sampling.truths()[i] * rows * columns, columns, y, x, targets, at);
      at += height * width;
    }
    return at;
  }

  private int draw(
      Sampling sampling,
      List<double[][]> outlines,
      int rows,
      int columns,
      float[] targets,
      int start) {
    if (soft) {
      throw new VedetteException(
          "train_cfg.rcnn: soft_mask_target: polygons are drawn as 0 and 1;"
              + " hint: LoadAnnotations(poly2mask=True) gives bitmaps");
    }
    int at = start;
    for (int i = 0; i < sampling.numPositives(); i++) {
      float left = clip(sampling.boxes()[4 * i], columns);
      float top = clip(sampling.boxes()[4 * i + 1], rows);
      double scaleX =
          width / (double) Math.max(clip(sampling.boxes()[4 * i + 2], columns) - left, 1);
      double scaleY = height / (double) Math.max(clip(sampling.boxes()[4 * i + 3], rows) - top, 1);
      double[][] parts =
          Arrays.stream(outlines.get(sampling.truths()[i]))
              .map(ring -> moved(ring, left, top, scaleX, scaleY))
              .toArray(double[][]::new);
      for (byte pixel : RleMasks.decode(Polygons.toRle(parts, height, width))) {
        targets[at++] = pixel;
      }
    }
    return at;
  }

  private static double[] moved(
      double[] ring, double left, double top, double scaleX, double scaleY) {
    double[] moved = new double[ring.length];
    for (int k = 0; k < ring.length; k += 2) {
      moved[k] = (ring[k] - left) * scaleX;
      moved[k + 1] = (ring[k + 1] - top) * scaleY;
    }
    return moved;
  }

  private static float clip(float value, int high) {
    return Math.max(0, Math.min(high, value));
  }

  private void cut(
      byte[] masks, int mask, int columns, Axis y, Axis x, float[] targets, int start) {
    float count = Math.max(y.points * x.points, 1);
    int at = start;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float sum = 0;
        for (int i = row * y.points; i < (row + 1) * y.points; i++) {
          int upper = mask + y.low[i] * columns;
          int lower = mask + y.high[i] * columns;
          for (int j = column * x.points; j < (column + 1) * x.points; j++) {
            sum +=
                y.lowShare[i] * x.lowShare[j] * masks[upper + x.low[j]]
                    + y.lowShare[i] * x.highShare[j] * masks[upper + x.high[j]]
                    + y.highShare[i] * x.lowShare[j] * masks[lower + x.low[j]]
                    + y.highShare[i] * x.highShare[j] * masks[lower + x.high[j]];
          }
        }
        float mean = sum / count;
        targets[at++] = soft ? mean : mean >= 0.5f ? 1 : 0;
      }
    }
  }

  /** The sampling points of a region along one axis: between which cells, with which shares. */
  private static final class Axis {
    final int points;
    final int[] low;
    final int[] high;
    final float[] lowShare;
    final float[] highShare;

    Axis(float from, float to, int bins, int cells) {
      float start = from - 0.5f;
      float length = to - 0.5f - start;
      float bin = length / bins;
      points = (int) Math.ceil(bin);
      int count = Math.max(points, 0) * bins;
      low = new int[count];
      high = new int[count];
      lowShare = new float[count];
      highShare = new float[count];
      for (int i = 0; i < count; i++) {
        int cell = i / points;
        place(i, start + cell * bin + (i % points + 0.5f) * bin / points, cells);
      }
    }

    /** Points beyond the mask by more than a cell keep shares of zero. */
    private void place(int i, float at, int cells) {
      if (at < -1 || at > cells) {
        return;
      }
      float inside = Math.max(at, 0);
      low[i] = Math.min((int) inside, cells - 1);
      high[i] = Math.min(low[i] + 1, cells - 1);
      highShare[i] = low[i] == high[i] ? 0 : inside - low[i];
      lowShare[i] = 1 - highShare[i];
    }
  }
}
