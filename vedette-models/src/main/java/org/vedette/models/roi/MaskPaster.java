package org.vedette.models.roi;

import org.vedette.base.IntList;
import org.vedette.base.Rle;

/**
 * Brings the masks of regions to the size of the image: linear between their cells, nothing beyond
 * their boxes. Works through the box of each mask column by column, as run lengths want it.
 */
final class MaskPaster {
  private final int imageHeight;
  private final int imageWidth;
  private final int rows;
  private final int columns;
  private final float threshold;

  /**
   * Settings.
   *
   * @param rows of each mask
   * @param columns of each mask
   * @param threshold pixels at or above it belong to the object
   */
  MaskPaster(int imageHeight, int imageWidth, int rows, int columns, double threshold) {
    this.imageHeight = imageHeight;
    this.imageWidth = imageWidth;
    this.rows = rows;
    this.columns = columns;
    this.threshold = (float) threshold;
  }

  /** The i-th of some masks (n*rows*columns) as one of the image's size, by its box of (n*4). */
  Rle paste(float[] masks, float[] boxes, int i) {
    Axis x = new Axis(boxes[4 * i], boxes[4 * i + 2], imageWidth, columns);
    Axis y = new Axis(boxes[4 * i + 1], boxes[4 * i + 3], imageHeight, rows);
    Runs runs = new Runs();
    int mask = i * rows * columns;
    float[] low = new float[rows + 2];
    float[] high = new float[rows + 2];
    for (int column = 0; column < (y.length() == 0 ? 0 : x.length()); column++) {
      fill(masks, mask + x.cell[column] - 1, x.cell[column] - 1, low);
      fill(masks, mask + x.cell[column], x.cell[column], high);
      runs.moveTo((long) (x.first + column) * imageHeight + y.first);
      for (int row = 0; row < y.length(); row++) {
        int above = y.cell[row];
        float value =
            low[above] * (y.lowShare[row] * x.lowShare[column])
                + high[above] * (y.lowShare[row] * x.highShare[column])
                + low[above + 1] * (y.highShare[row] * x.lowShare[column])
                + high[above + 1] * (y.highShare[row] * x.highShare[column]);
        runs.add(value >= threshold);
      }
    }
    return runs.finish();
  }

  /** A column of a mask between two zeros; zeros where there is no such column. */
  private void fill(float[] masks, int start, int column, float[] target) {
    boolean exists = column >= 0 && column < columns;
    for (int row = 0; row < rows; row++) {
      target[row + 1] = exists ? masks[start + row * columns] : 0;
    }
  }

  /**
   * The pixels of an image along one axis that a box may touch, and where each lies in the mask.
   * Cell 0 stands for what lies before the mask.
   */
  private static final class Axis {
    final int first;
    final int[] cell;
    final float[] lowShare;
    final float[] highShare;

    Axis(float from, float to, int pixels, int cells) {
      first = (int) Math.max(Math.floor(from) - 1, 0);
      int end = (int) Math.min(Math.ceil(to) + 1, pixels);
      int count = Math.max(end - first, 0);
      cell = new int[count];
      lowShare = new float[count];
      highShare = new float[count];
      for (int i = 0; i < count; i++) {
        float along = (first + i + 0.5f - from) / (to - from) * 2 - 1;
        place(i, Float.isInfinite(along) ? 0 : along, cells);
      }
    }

    private void place(int i, float along, int cells) {
      float at = (along + 1) * (cells / 2f) - 0.5f;
      if (at > -1 && at < cells) {
        int low = (int) Math.floor(at);
        cell[i] = low + 1;
        highShare[i] = at - low;
        lowShare[i] = 1 - highShare[i];
      }
    }

    int length() {
      return cell.length;
    }
  }

  /** Run lengths in the making; what is left out is background. */
  private final class Runs {
    private final IntList counts = new IntList(64);
    private boolean set;
    private long runStart;
    private long position;

    void moveTo(long next) {
      if (next > position) {
        change(false);
        position = next;
      }
    }

    void add(boolean isSet) {
      change(isSet);
      position++;
    }

    private void change(boolean isSet) {
      if (isSet != set) {
        counts.add((int) (position - runStart));
        runStart = position;
        set = isSet;
      }
    }

    Rle finish() {
      moveTo((long) imageHeight * imageWidth);
      counts.add((int) (position - runStart));
      return new Rle(imageHeight, imageWidth, counts.toArray());
    }
  }
}
