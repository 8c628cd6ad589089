package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Predictions;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** Matches the points of a batch with its truths. */
final class RtmDetMatching {
  private static final int NOT_COUNTING = -2;

  private final Assigner assigner;
  private final PriorGenerator points;
  private final double allowedBorder;

  RtmDetMatching(RtmDetSettings.TrainConfig config, PriorGenerator points) {
    assigner = config.assigner().build();
    allowedBorder = config.allowed_border();
    this.points = points;
  }

  /**
   * How each image's points are matched.
   *
   * @param maps one map per level, for their sizes
   * @param priors (P, 4): x, y, stride x, stride y
   * @param boxes (N, P, 4): the boxes predicted
   * @param logits (N, P, K): the class logits predicted
   */
  List<RtmDetTargets.Image> match(
      List<Tensor> maps, Tensor priors, Tensor boxes, Tensor logits, Batch batch) {
    float[] coordinates = Tensors.toFloats(priors);
    List<RtmDetTargets.Image> images = new ArrayList<>();
    for (int i = 0; i < batch.truths().size(); i++) {
      boolean[] counting = counting(maps, coordinates, batch.metas().get(i));
      Predictions all = new Predictions(priors, boxes.select(0, i), logits.select(0, i));
      Tensor ignored = batch.ignored() == null ? null : batch.ignored().get(i);
      images.add(match(all, counting, batch.truths().get(i), ignored));
    }
    return images;
  }

  private RtmDetTargets.Image match(
      Predictions all, boolean[] counting, Instances truths, Tensor ignored) {
    int[] points = where(counting);
    boolean allCount = points.length == counting.length;
    Assignment assignment = assigner.assign(allCount ? all : select(all, points), truths, ignored);
    long[] indices = Tensors.toLongs(assignment.truthIndices());
    float[] overlaps = Tensors.toFloats(assignment.overlaps());
    int[] truthOf = new int[counting.length];
    float[] quality = new float[counting.length];
    Arrays.fill(truthOf, NOT_COUNTING);
    for (int i = 0; i < points.length; i++) {
      if (indices[i] >= 0) {
        truthOf[points[i]] = (int) indices[i] - 1;
        quality[points[i]] = overlaps[i];
      }
    }
    return new RtmDetTargets.Image(
        truthOf, quality, Tensors.toLongs(truths.labels()), Tensors.toFloats(truths.boxes()));
  }

  private static Predictions select(Predictions all, int[] points) {
    Tensor rows = Ops.toDeviceOf(Tensors.ofIndices(points, points.length), all.boxes());
    return new Predictions(
        Ops.rows(all.priors(), rows), Ops.rows(all.boxes(), rows), Ops.rows(all.scores(), rows));
  }

  /** Which points lie on the image rather than on the batch's padding. */
  private boolean[] counting(List<Tensor> maps, float[] coordinates, ImageMeta meta) {
    boolean[] flags = new boolean[coordinates.length / 4];
    int offset = 0;
    for (int level = 0; level < maps.size(); level++) {
      int height = (int) maps.get(level).size(2);
      int width = (int) maps.get(level).size(3);
      boolean[] own = points.valid(level, height, width, meta.padHeight(), meta.padWidth());
      System.arraycopy(own, 0, flags, offset, own.length);
      offset += own.length;
    }
    if (allowedBorder >= 0) {
      for (int i = 0; i < flags.length; i++) {
        flags[i] &= insideBorder(coordinates, 4 * i, meta);
      }
    }
    return flags;
  }

  /** As for anchors x1 y1 x2 y2: upstream reads a point's strides as its lower right corner. */
  private boolean insideBorder(float[] coordinates, int at, ImageMeta meta) {
    return coordinates[at] >= -allowedBorder
        && coordinates[at + 1] >= -allowedBorder
        && coordinates[at + 2] < meta.imgWidth() + allowedBorder
        && coordinates[at + 3] < meta.imgHeight() + allowedBorder;
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
}
