package org.vedette.data.mask;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.Image;
import org.vedette.data.image.Interpolation;
import org.vedette.data.image.Warps;

/**
 * Masks as bitmaps: MMDetection's {@code BitmapMasks}.
 *
 * <p>Each bitmap is row major, one byte a pixel, 0 or 1.
 */
public final class BitmapMasks implements InstanceMasks {
  private final byte[][] masks;
  private final int height;
  private final int width;

  /** Masks that keep these arrays; nobody may change them after. */
  public BitmapMasks(byte[][] masks, int height, int width) {
    for (byte[] mask : masks) {
      if (mask.length != height * width) {
        throw new IllegalArgumentException(
            "bitmap of " + mask.length + " bytes for " + height + "x" + width);
      }
    }
    this.masks = masks;
    this.height = height;
    this.width = width;
  }

  /**
   * Masks that fill boxes.
   *
   * @param boxes (G*4): x1 y1 x2 y2, of which what follows the point does not count
   */
  public static BitmapMasks ofBoxes(float[] boxes, int height, int width) {
    byte[][] masks = new byte[boxes.length / 4][height * width];
    for (int i = 0; i < masks.length; i++) {
      int left = Math.max(0, (int) boxes[4 * i]);
      int right = Math.min(width, (int) boxes[4 * i + 2]);
      int bottom = Math.min(height, (int) boxes[4 * i + 3]);
      for (int y = Math.max(0, (int) boxes[4 * i + 1]); left < right && y < bottom; y++) {
        Arrays.fill(masks[i], y * width + left, y * width + right, (byte) 1);
      }
    }
    return new BitmapMasks(masks, height, width);
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int size() {
    return masks.length;
  }

  /** The bitmap of one object; not to be changed. */
  public byte[] bitmap(int object) {
    return masks[object];
  }

  @Override
  public BitmapMasks select(int[] objects) {
    byte[][] selected = new byte[objects.length][];
    Arrays.setAll(selected, i -> masks[objects[i]]);
    return new BitmapMasks(selected, height, width);
  }

  /** Takes the nearest pixel, as OpenCV does with INTER_NEAREST. */
  @Override
  public BitmapMasks resize(int newHeight, int newWidth) {
    int[] columns = nearest(width, newWidth);
    int[] rows = nearest(height, newHeight);
    return map(
        newHeight,
        newWidth,
        mask -> {
          byte[] out = new byte[newHeight * newWidth];
          for (int y = 0; y < newHeight; y++) {
            int from = rows[y] * width;
            int to = y * newWidth;
            for (int x = 0; x < newWidth; x++) {
              out[to + x] = mask[from + columns[x]];
            }
          }
          return out;
        });
  }

  private static int[] nearest(int from, int to) {
    double step = 1 / ((double) to / from);
    int[] source = new int[to];
    for (int i = 0; i < to; i++) {
      source[i] = Math.min((int) Math.floor(i * step), from - 1);
    }
    return source;
  }

  @Override
  public BitmapMasks flip(FlipDirection direction) {
    return map(
        height,
        width,
        mask -> {
          byte[] out = new byte[mask.length];
          for (int y = 0; y < height; y++) {
            int from = (direction.flipsY() ? height - 1 - y : y) * width;
            int to = y * width;
            if (!direction.flipsX()) {
              System.arraycopy(mask, from, out, to, width);
              continue;
            }
            for (int x = 0; x < width; x++) {
              out[to + x] = mask[from + width - 1 - x];
            }
          }
          return out;
        });
  }

  @Override
  public BitmapMasks pad(int newHeight, int newWidth, int value) {
    int outHeight = Math.max(height, newHeight);
    int outWidth = Math.max(width, newWidth);
    return place(outHeight, outWidth, 0, 0, (byte) value);
  }

  @Override
  public BitmapMasks expand(int newHeight, int newWidth, int top, int left) {
    return place(newHeight, newWidth, top, left, (byte) 0);
  }

  @Override
  public BitmapMasks place(int newHeight, int newWidth, int top, int left) {
    int firstRow = Math.max(0, -top);
    int lastRow = Math.min(height, newHeight - top);
    int firstColumn = Math.max(0, -left);
    int columns = Math.min(width, newWidth - left) - firstColumn;
    return map(
        newHeight,
        newWidth,
        mask -> {
          byte[] out = new byte[newHeight * newWidth];
          for (int y = firstRow; columns > 0 && y < lastRow; y++) {
            System.arraycopy(
                mask,
                y * width + firstColumn,
                out,
                (top + y) * newWidth + left + firstColumn,
                columns);
          }
          return out;
        });
  }

  /** The masks with a value in the rectangle from (x1, y1) to before (x2, y2), cut to the image. */
  public BitmapMasks fill(int x1, int y1, int x2, int y2, byte value) {
    int left = Math.max(0, x1);
    int right = Math.min(width, x2);
    return map(
        height,
        width,
        mask -> {
          byte[] out = mask.clone();
          for (int y = Math.max(0, y1); left < right && y < Math.min(height, y2); y++) {
            Arrays.fill(out, y * width + left, y * width + right, value);
          }
          return out;
        });
  }

  /**
   * The masks without the pixels that something covers.
   *
   * @param cover (height*width): 1 where covered
   */
  public BitmapMasks without(byte[] cover) {
    return map(
        height,
        width,
        mask -> {
          byte[] out = mask.clone();
          for (int i = 0; i < out.length; i++) {
            if (cover[i] != 0) {
              out[i] = 0;
            }
          }
          return out;
        });
  }

  private BitmapMasks place(int outHeight, int outWidth, int top, int left, byte around) {
    return map(
        outHeight,
        outWidth,
        mask -> {
          byte[] out = new byte[outHeight * outWidth];
          if (around != 0) {
            Arrays.fill(out, around);
          }
          for (int y = 0; y < height; y++) {
            System.arraycopy(mask, y * width, out, (top + y) * outWidth + left, width);
          }
          return out;
        });
  }

  @Override
  public BitmapMasks crop(int x1, int y1, int x2, int y2) {
    CropBox box = CropBox.of(x1, y1, x2, y2, height, width);
    // At the far border the least size of 1 reaches outside, where there is nothing to take.
    int rows = Math.min(box.height(), height - box.y());
    int columns = Math.min(box.width(), width - box.x());
    return map(
        rows,
        columns,
        mask -> {
          byte[] out = new byte[rows * columns];
          for (int y = 0; y < rows; y++) {
            System.arraycopy(mask, (box.y() + y) * width + box.x(), out, y * columns, columns);
          }
          return out;
        });
  }

  @Override
  public BitmapMasks cropAndResize(float[] boxes, int[] objects, int outHeight, int outWidth) {
    byte[][] parts = new byte[objects.length][];
    for (int i = 0; i < parts.length; i++) {
      int b = 4 * i;
      parts[i] =
          new MaskRoiAlign(masks[objects[i]], height, width)
              .cut(boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3], outHeight, outWidth);
    }
    return new BitmapMasks(parts, outHeight, outWidth);
  }

  @Override
  public BitmapMasks translate(
      int newHeight,
      int newWidth,
      double offset,
      Axis axis,
      Interpolation interpolation,
      int outside) {
    boolean rows = axis == Axis.HORIZONTAL;
    double[] matrix = {1, 0, rows ? (float) offset : 0, 0, 1, rows ? 0 : (float) offset};
    return place(newHeight, newWidth, 0, 0).warp(matrix, interpolation, outside);
  }

  @Override
  public BitmapMasks shear(double magnitude, Axis axis, Interpolation interpolation, int outside) {
    boolean rows = axis == Axis.HORIZONTAL;
    double[] matrix = {1, rows ? (float) magnitude : 0, 0, rows ? 0 : (float) magnitude, 1, 0};
    return warp(matrix, interpolation, outside);
  }

  @Override
  public BitmapMasks rotate(Turn turn, Interpolation interpolation, int outside) {
    return warp(turn.matrix(), interpolation, outside);
  }

  private BitmapMasks warp(double[] matrix, Interpolation interpolation, int outside) {
    double[] border = {outside};
    return map(
        height,
        width,
        mask -> {
          try (Image image = Image.of(mask, height, width, 1);
              Image warped = Warps.affine(image, matrix, interpolation, border)) {
            return warped.toBytes();
          }
        });
  }

  private BitmapMasks map(int newHeight, int newWidth, UnaryOperator<byte[]> change) {
    byte[][] changed = new byte[masks.length][];
    Arrays.setAll(changed, i -> change.apply(masks[i]));
    return new BitmapMasks(changed, newHeight, newWidth);
  }

  @Override
  public double[] areas() {
    double[] areas = new double[masks.length];
    for (int i = 0; i < masks.length; i++) {
      long sum = 0;
      for (byte pixel : masks[i]) {
        sum += pixel;
      }
      areas[i] = sum;
    }
    return areas;
  }

  @Override
  public float[] boxes() {
    float[] boxes = new float[4 * masks.length];
    for (int i = 0; i < masks.length; i++) {
      double[] box = RleMasks.toBbox(toRle(i));
      boxes[4 * i] = (float) box[0];
      boxes[4 * i + 1] = (float) box[1];
      boxes[4 * i + 2] = (float) (box[0] + box[2]);
      boxes[4 * i + 3] = (float) (box[1] + box[3]);
    }
    return boxes;
  }

  @Override
  public Rle toRle(int object) {
    return RleMasks.encode(masks[object], height, width);
  }

  @Override
  public BitmapMasks toBitmaps() {
    return this;
  }
}
