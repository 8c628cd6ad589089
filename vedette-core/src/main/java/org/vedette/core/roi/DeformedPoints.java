package org.vedette.core.roi;

import java.util.Arrays;

/**
 * The points of bins that are moved by offsets: bag b holds the cells from {@code offsets[b]} on,
 * each with its weight, and how the weight changes as the bin moves.
 *
 * <p>The changes are those of mmcv's kernel, which does not stop at the map's edges: a point before
 * the first cell still moves its weights, one behind the last does not, not even along the edge.
 */
final class DeformedPoints {
  private final int samplingRatio;
  private final float gamma;
  private final int rows;
  private final int columns;
  private final int mapHeight;
  private final int mapWidth;

  final long[] offsets;
  int[] bagOf = new int[1024];
  long[] cells = new long[1024];
  float[] weights = new float[1024];
  float[] perX = new float[1024];
  float[] perY = new float[1024];
  private int bags;
  private int count;

  DeformedPoints(DeformRoiPool pool, int regions, int mapHeight, int mapWidth) {
    samplingRatio = pool.settings().sampling_ratio();
    gamma = (float) pool.settings().gamma();
    rows = pool.height();
    columns = pool.width();
    this.mapHeight = mapHeight;
    this.mapWidth = mapWidth;
    offsets = new long[regions * rows * columns];
  }

  /**
   * Adds the bins of a region.
   *
   * @param rois (R, 5), of which the one at {@code at} is meant
   * @param moves (2, rows, columns) from {@code from} on: x and y of each bin
   */
  void add(float[] rois, int at, float scale, float[] moves, int from) {
    float left = rois[at + 1] * scale - 0.5f;
    float top = rois[at + 2] * scale - 0.5f;
    float width = rois[at + 3] * scale - 0.5f - left;
    float height = rois[at + 4] * scale - 0.5f - top;
    int gridY = grid(height / rows);
    int gridX = grid(width / columns);
    float binHeight = height / rows;
    float binWidth = width / columns;
    float points = Math.max(gridY * gridX, 1);
    int image = (int) rois[at];
    for (int bin = 0; bin < rows * columns; bin++) {
      float startX = left + gamma * width * moves[from + bin];
      float startY = top + gamma * height * moves[from + rows * columns + bin];
      offsets[bags++] = count;
      for (int i = 0; i < gridY * gridX; i++) {
        int row = bin / columns;
        int column = bin % columns;
        int pointRow = i / gridX;
        float y = startY + row * binHeight + (pointRow + 0.5f) * binHeight / gridY;
        float x = startX + column * binWidth + (i % gridX + 0.5f) * binWidth / gridX;
        addPoint((long) image * mapHeight * mapWidth, y, x, points);
      }
      scaleChanges((int) offsets[bags - 1], gamma * width, gamma * height);
    }
  }

  /** Points along one axis of a bin; a region that is turned inside out has none. */
  private int grid(float binSize) {
    return samplingRatio > 0 ? samplingRatio : Math.max((int) Math.ceil(binSize), 0);
  }

  private void addPoint(long start, float y, float x, float points) {
    if (!(y >= -1 && y <= mapHeight && x >= -1 && x <= mapWidth)) {
      return;
    }
    reserve(4);
    float insideY = Math.max(y, 0);
    float insideX = Math.max(x, 0);
    int low = Math.min((int) insideY, mapHeight - 1);
    int high = Math.min(low + 1, mapHeight - 1);
    int first = Math.min((int) insideX, mapWidth - 1);
    int second = Math.min(first + 1, mapWidth - 1);
    float partY = low == high ? 0 : insideY - low;
    float partX = first == second ? 0 : insideX - first;
    put(
        start,
        low,
        first,
        (1 - partY) * (1 - partX) / points,
        (y - high) / points,
        (x - second) / points);
    put(
        start,
        low,
        second,
        (1 - partY) * partX / points,
        (high - y) / points,
        (first - x) / points);
    put(
        start,
        high,
        first,
        partY * (1 - partX) / points,
        (low - y) / points,
        (second - x) / points);
    put(start, high, second, partY * partX / points, (y - low) / points, (x - first) / points);
  }

  private void put(long start, int row, int column, float weight, float dx, float dy) {
    cells[count] = start + (long) row * mapWidth + column;
    bagOf[count] = bags - 1;
    weights[count] = weight;
    perX[count] = dx;
    perY[count++] = dy;
  }

  private void scaleChanges(int from, float byX, float byY) {
    for (int i = from; i < count; i++) {
      perX[i] *= byX;
      perY[i] *= byY;
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(count, more);
    if (needed > cells.length) {
      resize((int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * cells.length)));
    }
  }

  private void resize(int size) {
    cells = Arrays.copyOf(cells, size);
    bagOf = Arrays.copyOf(bagOf, size);
    weights = Arrays.copyOf(weights, size);
    perX = Arrays.copyOf(perX, size);
    perY = Arrays.copyOf(perY, size);
  }

  /** Gives back the room that is left; comes last. */
  void trim() {
    resize(count);
  }
}
