package org.vedette.models.heads;

import java.util.Arrays;
import java.util.List;
import org.vedette.core.Instances;
import org.vedette.core.task.Stride;
import org.vedette.tensor.Tensors;

/**
 * What the points of a batch should predict; row i*P + p is point p of image i.
 *
 * @param labels (N*P): the class, or K for background
 * @param rows (n): the positive points, rising
 * @param points (n*2): where they are
 * @param distances (n*4): to the left, top, right and bottom side of the truth
 */
@SuppressWarnings("ArrayRecordComponent")
record FcosTargets(long[] labels, int[] rows, float[] points, float[] distances) {
  /** Areas from this on count as no truth at all. */
  private static final float INFINITE = 1e8f;

  /**
   * How truths are given to points.
   *
   * @param strides pixels per cell of each level
   * @param ranges (L) of the shortest and longest distance that each level learns
   * @param radius how far from a truth's centre a point may lie, in strides; null for anywhere in
   *     the box
   * @param inStrides whether distances are given in strides, else in pixels
   */
  record Rules(List<Stride> strides, List<List<Double>> ranges, Double radius, boolean inStrides) {}

  static FcosTargets of(PriorGrid grid, List<Instances> truths, int numClasses, Rules rules) {
    int numPoints = grid.coordinates().length / 4;
    long[] labels = new long[truths.size() * numPoints];
    int[] rows = new int[labels.length];
    float[] points = new float[2 * labels.length];
    float[] distances = new float[4 * labels.length];
    Arrays.fill(labels, numClasses);
    int count = 0;
    for (int image = 0; image < truths.size(); image++) {
      float[] boxes = Tensors.toFloats(truths.get(image).boxes());
      long[] ownLabels = Tensors.toLongs(truths.get(image).labels());
      int point = 0;
      for (int level = 0; level < grid.levelSizes().size(); level++) {
        Level own = Level.of(rules, level);
        for (int end = point + grid.levelSizes().get(level); point < end; point++) {
          float x = grid.coordinates()[4 * point];
          float y = grid.coordinates()[4 * point + 1];
          int truth = own.truthOf(x, y, boxes);
          if (truth >= 0) {
            labels[image * numPoints + point] = ownLabels[truth];
            rows[count] = image * numPoints + point;
            points[2 * count] = x;
            points[2 * count + 1] = y;
            own.write(x, y, boxes, truth, distances, count++);
          }
        }
      }
    }
    return new FcosTargets(
        labels,
        Arrays.copyOf(rows, count),
        Arrays.copyOf(points, 2 * count),
        Arrays.copyOf(distances, 4 * count));
  }

  /**
   * The rules of one level.
   *
   * @param radius in pixels; negative for anywhere in the box
   * @param unit what distances are divided by
   */
  private record Level(float shortest, float longest, float radius, float unit) {
    static Level of(Rules rules, int level) {
      int stride = rules.strides().get(level).x();
      return new Level(
          rules.ranges().get(level).get(0).floatValue(),
          rules.ranges().get(level).get(1).floatValue(),
          rules.radius() == null ? -1 : (float) (stride * rules.radius()),
          rules.inStrides() ? stride : 1);
    }

    /** The smallest truth that a point may learn, or -1. */
    int truthOf(float x, float y, float[] boxes) {
      int best = -1;
      float smallest = INFINITE;
      for (int b = 0; b < boxes.length; b += 4) {
        float area = (boxes[b + 2] - boxes[b]) * (boxes[b + 3] - boxes[b + 1]);
        if (area < smallest && inside(x, y, boxes, b) && inRange(x, y, boxes, b)) {
          best = b / 4;
          smallest = area;
        }
      }
      return best;
    }

    private boolean inside(float x, float y, float[] boxes, int b) {
      if (radius < 0) {
        return x - boxes[b] > 0
            && y - boxes[b + 1] > 0
            && boxes[b + 2] - x > 0
            && boxes[b + 3] - y > 0;
      }
      float centreX = (boxes[b] + boxes[b + 2]) / 2;
      float centreY = (boxes[b + 1] + boxes[b + 3]) / 2;
      return x - Math.max(centreX - radius, boxes[b]) > 0
          && y - Math.max(centreY - radius, boxes[b + 1]) > 0
          && Math.min(centreX + radius, boxes[b + 2]) - x > 0
          && Math.min(centreY + radius, boxes[b + 3]) - y > 0;
    }

    private boolean inRange(float x, float y, float[] boxes, int b) {
      float across = Math.max(x - boxes[b], boxes[b + 2] - x);
      float down = Math.max(y - boxes[b + 1], boxes[b + 3] - y);
      float farthest = Math.max(across, down);
      return farthest >= shortest && farthest <= longest;
    }

    void write(float x, float y, float[] boxes, int truth, float[] distances, int row) {
      distances[4 * row] = (x - boxes[4 * truth]) / unit;
      distances[4 * row + 1] = (y - boxes[4 * truth + 1]) / unit;
      distances[4 * row + 2] = (boxes[4 * truth + 2] - x) / unit;
      distances[4 * row + 3] = (boxes[4 * truth + 3] - y) / unit;
    }
  }
}
