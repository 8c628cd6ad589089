package org.vedette.data.mask;

import java.util.Arrays;
import java.util.List;
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
 * <p>A bitmap is row major, one byte a pixel, 0 or 1. Of each, only the part around the object is
 * kept.
 */
public final class BitmapMasks implements InstanceMasks {
  private final MaskWindow[] masks;
  private final int height;
  private final int width;

  /** Masks of these bitmaps, which nobody may change after. */
  public BitmapMasks(byte[][] bitmaps, int height, int width) {
    this(windows(bitmaps, height, width), height, width);
  }

  private BitmapMasks(MaskWindow[] masks, int height, int width) {
    this.masks = masks;
    this.height = height;
    this.width = width;
  }

  private static MaskWindow[] windows(byte[][] bitmaps, int height, int width) {
    MaskWindow[] windows = new MaskWindow[bitmaps.length];
    for (int i = 0; i < windows.length; i++) {
      if (bitmaps[i].length != height * width) {
        throw new IllegalArgumentException(
            "bitmap of " + bitmaps[i].length + " bytes for " + height + "x" + width);
      }
      windows[i] = MaskWindow.of(bitmaps[i], height, width);
    }
    return windows;
  }

  /** Masks of run lengths, all of one size. */
  public static BitmapMasks of(Rle[] masks, int height, int width) {
    MaskWindow[] windows = new MaskWindow[masks.length];
    for (int i = 0; i < windows.length; i++) {
      if (masks[i].height() != height || masks[i].width() != width) {
        throw new IllegalArgumentException(
            "mask of "
                + masks[i].height()
                + "x"
                + masks[i].width()
                + " for "
                + height
                + "x"
                + width);
      }
      RleMasks.requireWhole(masks[i]);
      windows[i] = MaskWindow.of(masks[i]);
    }
    return new BitmapMasks(windows, height, width);
  }

  /** All masks of several of one size. */
  static BitmapMasks concat(List<BitmapMasks> parts) {
    MaskWindow[] all =
        parts.stream().flatMap(part -> Arrays.stream(part.masks)).toArray(MaskWindow[]::new);
    return new BitmapMasks(all, parts.get(0).height, parts.get(0).width);
  }

  /**
   * Masks that fill boxes.
   *
   * @param boxes (G*4): x1 y1 x2 y2, of which what follows the point does not count
   */
  public static BitmapMasks ofBoxes(float[] boxes, int height, int width) {
    MaskWindow[] masks = new MaskWindow[boxes.length / 4];
    for (int i = 0; i < masks.length; i++) {
      int left = Math.max(0, (int) boxes[4 * i]);
      int top = Math.max(0, (int) boxes[4 * i + 1]);
      int columns = Math.max(0, Math.min(width, (int) boxes[4 * i + 2]) - left);
      int rows = Math.max(0, Math.min(height, (int) boxes[4 * i + 3]) - top);
      byte[] pixels = new byte[rows * columns];
      Arrays.fill(pixels, (byte) 1);
      masks[i] = new MaskWindow(left, top, columns, rows, pixels);
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

  /** The whole bitmap of one object. */
  public byte[] bitmap(int object) {
    return masks[object].bitmap(height, width);
  }

  @Override
  public BitmapMasks select(int[] objects) {
    MaskWindow[] selected = new MaskWindow[objects.length];
    Arrays.setAll(selected, i -> masks[objects[i]]);
    return new BitmapMasks(selected, height, width);
  }

  /** Takes the nearest pixel, as OpenCV does with INTER_NEAREST. */
  @Override
  public BitmapMasks resize(int newHeight, int newWidth) {
    int[] columns = nearest(width, newWidth);
    int[] rows = nearest(height, newHeight);
    return map(newHeight, newWidth, mask -> mask.taken(rows, columns));
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
    return map(height, width, mask -> mask.flipped(direction, height, width));
  }

  @Override
  public BitmapMasks pad(int newHeight, int newWidth, int value) {
    int outHeight = Math.max(height, newHeight);
    int outWidth = Math.max(width, newWidth);
    BitmapMasks placed = place(outHeight, outWidth, 0, 0);
    return value == 0
        ? placed
        : placed
            .fill(width, 0, outWidth, outHeight, (byte) value)
            .fill(0, height, width, outHeight, (byte) value);
  }

  @Override
  public BitmapMasks expand(int newHeight, int newWidth, int top, int left) {
    return place(newHeight, newWidth, top, left);
  }

  @Override
  public BitmapMasks place(int newHeight, int newWidth, int top, int left) {
    return map(newHeight, newWidth, mask -> mask.moved(left, top, newHeight, newWidth));
  }

  /** The masks with a value in the rectangle from (x1, y1) to before (x2, y2), cut to the image. */
  public BitmapMasks fill(int x1, int y1, int x2, int y2, byte value) {
    if (value == 0) {
      return map(height, width, mask -> mask.cleared(x1, y1, x2, y2));
    }
    int left = Math.max(0, x1);
    int right = Math.min(width, x2);
    return mapWhole(
        bitmap -> {
          for (int y = Math.max(0, y1); left < right && y < Math.min(height, y2); y++) {
            Arrays.fill(bitmap, y * width + left, y * width + right, value);
          }
          return bitmap;
        });
  }

  /**
   * The masks without the pixels that something covers.
   *
   * @param cover (height*width): 1 where covered
   */
  public BitmapMasks without(byte[] cover) {
    return map(height, width, mask -> mask.without(cover, width));
  }

  @Override
  public BitmapMasks crop(int x1, int y1, int x2, int y2) {
    CropBox box = CropBox.of(x1, y1, x2, y2, height, width);
    // At the far border the least size of 1 reaches outside, where there is nothing to take.
    int rows = Math.min(box.height(), height - box.y());
    int columns = Math.min(box.width(), width - box.x());
    return map(rows, columns, mask -> mask.moved(-box.x(), -box.y(), rows, columns));
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
    return mapWhole(
        bitmap -> {
          try (Image image = Image.of(bitmap, height, width, 1);
              Image warped = Warps.affine(image, matrix, interpolation, border)) {
            return warped.toBytes();
          }
        });
  }

  private BitmapMasks map(int newHeight, int newWidth, UnaryOperator<MaskWindow> change) {
    MaskWindow[] changed = new MaskWindow[masks.length];
    Arrays.setAll(changed, i -> change.apply(masks[i]));
    return new BitmapMasks(changed, newHeight, newWidth);
  }

  /** Changes whole bitmaps; each is the change's own. */
  private BitmapMasks mapWhole(UnaryOperator<byte[]> change) {
    return map(
        height,
        width,
        mask -> MaskWindow.of(change.apply(mask.bitmap(height, width)), height, width));
  }

  @Override
  public double[] areas() {
    double[] areas = new double[masks.length];
    for (int i = 0; i < masks.length; i++) {
      areas[i] = masks[i].sum();
    }
    return areas;
  }

  @Override
  public float[] boxes() {
    float[] boxes = new float[4 * masks.length];
    for (int i = 0; i < masks.length; i++) {
      System.arraycopy(masks[i].box(), 0, boxes, 4 * i, 4);
    }
    return boxes;
  }

  @Override
  public Rle toRle(int object) {
    return masks[object].rle(height, width);
  }

  @Override
  public BitmapMasks toBitmaps() {
    return this;
  }
}
