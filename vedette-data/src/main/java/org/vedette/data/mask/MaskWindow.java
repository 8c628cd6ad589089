package org.vedette.data.mask;

import java.util.Arrays;
import org.vedette.base.IntList;
import org.vedette.base.Rle;
import org.vedette.data.image.FlipDirection;

/**
 * The part of a bitmap outside of which all is 0. An object covers little of its image, so that
 * working on this part alone is many times faster than on the whole.
 *
 * @param left the first column
 * @param top the first row
 * @param width columns of this part
 * @param height rows of this part
 * @param pixels (height*width), row major; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record MaskWindow(int left, int top, int width, int height, byte[] pixels) {
  private static final MaskWindow EMPTY = new MaskWindow(0, 0, 0, 0, new byte[0]);

  /** Of a whole bitmap, row major. */
  static MaskWindow of(byte[] bitmap, int imageHeight, int imageWidth) {
    return new MaskWindow(0, 0, imageWidth, imageHeight, bitmap).tight();
  }

  /** Of run lengths, with pixels of 1. */
  static MaskWindow of(Rle mask) {
    int rows = mask.height();
    int first = -1;
    int last = -1;
    int top = rows;
    int bottom = 0;
    int at = 0;
    for (int i = 0; i < mask.counts().length; i++) {
      int end = at + mask.counts()[i];
      if (i % 2 == 1 && end > at) {
        first = first < 0 ? at / rows : first;
        last = (end - 1) / rows;
        boolean oneColumn = at / rows == last;
        top = oneColumn ? Math.min(top, at % rows) : 0;
        bottom = oneColumn ? Math.max(bottom, (end - 1) % rows + 1) : rows;
      }
      at = end;
    }
    return first < 0 ? EMPTY : drawn(mask, first, top, last + 1 - first, bottom - top);
  }

  private static MaskWindow drawn(Rle mask, int left, int top, int width, int height) {
    byte[] pixels = new byte[width * height];
    int rows = mask.height();
    int at = 0;
    for (int i = 0; i < mask.counts().length; i++) {
      int end = at + mask.counts()[i];
      if (i % 2 == 1) {
        int x = at / rows - left;
        int y = at % rows - top;
        for (int p = at; p < end; p++) {
          pixels[y * width + x] = 1;
          if (++y == rows - top) {
            y = -top;
            x++;
          }
        }
      }
      at = end;
    }
    return new MaskWindow(left, top, width, height, pixels);
  }

  /** The same with empty rows and columns at its borders cut off. */
  private MaskWindow tight() {
    int first = 0;
    while (first < height && isEmptyRow(first)) {
      first++;
    }
    if (first == height) {
      return EMPTY;
    }
    int last = height - 1;
    while (isEmptyRow(last)) {
      last--;
    }
    int from = width;
    int to = 0;
    for (int y = first; y <= last; y++) {
      int row = y * width;
      for (int x = 0; x < from; x++) {
        from = pixels[row + x] != 0 ? x : from;
      }
      for (int x = width - 1; x >= to; x--) {
        to = pixels[row + x] != 0 ? x + 1 : to;
      }
    }
    return part(from, first, to - from, last + 1 - first);
  }

  private boolean isEmptyRow(int y) {
    for (int at = y * width; at < (y + 1) * width; at++) {
      if (pixels[at] != 0) {
        return false;
      }
    }
    return true;
  }

  /** A rectangle of this window; it lies within. */
  private MaskWindow part(int x, int y, int columns, int rows) {
    if (x == 0 && y == 0 && columns == width && rows == height) {
      return this;
    }
    byte[] out = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(pixels, (y + row) * width + x, out, row * columns, columns);
    }
    return new MaskWindow(left + x, top + y, columns, rows, out);
  }

  /** The pixel of the image at a column and row. */
  int at(int x, int y) {
    int column = x - left;
    int row = y - top;
    boolean inside = column >= 0 && column < width && row >= 0 && row < height;
    return inside ? pixels[row * width + column] : 0;
  }

  boolean isEmpty() {
    return width == 0 || height == 0;
  }

  /** The whole bitmap. */
  byte[] bitmap(int imageHeight, int imageWidth) {
    byte[] bitmap = new byte[imageHeight * imageWidth];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * width, bitmap, (top + y) * imageWidth + left, width);
    }
    return bitmap;
  }

  /**
   * Takes pixels from elsewhere.
   *
   * @param rows for each new row the old one that it is taken from, rising
   * @param columns the same for columns
   */
  MaskWindow taken(int[] rows, int[] columns) {
    int firstRow = from(rows, top);
    int newHeight = from(rows, top + height) - firstRow;
    int firstColumn = from(columns, left);
    int newWidth = from(columns, left + width) - firstColumn;
    byte[] out = new byte[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      int source = (rows[firstRow + y] - top) * width - left;
      int at = y * newWidth;
      if (y > 0 && rows[firstRow + y] == rows[firstRow + y - 1]) {
        System.arraycopy(out, at - newWidth, out, at, newWidth);
        continue;
      }
      for (int x = 0; x < newWidth; x++) {
        out[at + x] = pixels[source + columns[firstColumn + x]];
      }
    }
    return new MaskWindow(firstColumn, firstRow, newWidth, newHeight, out);
  }

  /** The first place that is taken from {@code old} or later. */
  private static int from(int[] sources, int old) {
    int low = 0;
    int high = sources.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sources[middle] < old) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  MaskWindow flipped(FlipDirection direction, int imageHeight, int imageWidth) {
    byte[] out = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      int source = (direction.flipsY() ? height - 1 - y : y) * width;
      int at = y * width;
      if (!direction.flipsX()) {
        System.arraycopy(pixels, source, out, at, width);
        continue;
      }
      for (int x = 0; x < width; x++) {
        out[at + x] = pixels[source + width - 1 - x];
      }
    }
    return new MaskWindow(
        direction.flipsX() ? imageWidth - left - width : left,
        direction.flipsY() ? imageHeight - top - height : top,
        width,
        height,
        out);
  }

  /** What is left of it after a move, in an image of that size. */
  MaskWindow moved(int dx, int dy, int imageHeight, int imageWidth) {
    int fromX = Math.max(0, -(left + dx));
    int fromY = Math.max(0, -(top + dy));
    int toX = Math.min(width, imageWidth - left - dx);
    int toY = Math.min(height, imageHeight - top - dy);
    if (fromX >= toX || fromY >= toY) {
      return EMPTY;
    }
    MaskWindow kept = part(fromX, fromY, toX - fromX, toY - fromY);
    return new MaskWindow(kept.left + dx, kept.top + dy, kept.width, kept.height, kept.pixels);
  }

  /** Without the pixels that something covers, 1 in a bitmap of the image. */
  MaskWindow without(byte[] cover, int imageWidth) {
    byte[] out = pixels.clone();
    for (int y = 0; y < height; y++) {
      int above = (top + y) * imageWidth + left;
      for (int x = 0; x < width; x++) {
        if (cover[above + x] != 0) {
          out[y * width + x] = 0;
        }
      }
    }
    return new MaskWindow(left, top, width, height, out);
  }

  /** Without the rectangle from (x1, y1) to before (x2, y2). */
  MaskWindow cleared(int x1, int y1, int x2, int y2) {
    byte[] out = pixels.clone();
    int from = Math.max(0, x1 - left);
    int to = Math.min(width, x2 - left);
    int last = Math.min(height, y2 - top);
    for (int y = Math.max(0, y1 - top); from < to && y < last; y++) {
      Arrays.fill(out, y * width + from, y * width + to, (byte) 0);
    }
    return new MaskWindow(left, top, width, height, out);
  }

  /** The sum of all pixels. */
  long sum() {
    long sum = 0;
    for (byte pixel : pixels) {
      sum += pixel;
    }
    return sum;
  }

  /** x1 y1 x2 y2 around all pixels but 0; zeros where there are none. */
  float[] box() {
    MaskWindow own = tight();
    return new float[] {own.left, own.top, own.left + own.width, own.top + own.height};
  }

  /** Run lengths; every pixel but 0 is set. */
  Rle rle(int imageHeight, int imageWidth) {
    IntList counts = new IntList(2 * width + 2);
    int start = 0;
    boolean set = false;
    for (int x = 0; x < width; x++) {
      int column = (left + x) * imageHeight + top;
      // Between the columns of a window that is lower than its image lie zeros.
      if (set && (top > 0 || height < imageHeight)) {
        int end = column - imageHeight + height;
        counts.add(end - start);
        start = end;
        set = false;
      }
      for (int y = 0; y < height; y++) {
        if (pixels[y * width + x] != 0 != set) {
          counts.add(column + y - start);
          start = column + y;
          set = !set;
        }
      }
    }
    int end = isEmpty() ? 0 : (left + width - 1) * imageHeight + top + height;
    int all = imageHeight * imageWidth;
    if (set && end < all) {
      counts.add(end - start);
      start = end;
    }
    counts.add(all - start);
    return new Rle(imageHeight, imageWidth, counts.toArray());
  }
}
