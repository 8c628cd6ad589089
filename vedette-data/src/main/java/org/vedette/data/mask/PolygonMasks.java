package org.vedette.data.mask;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.vedette.base.Polygons;
import org.vedette.base.Rle;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.Interpolation;

/**
 * Masks as polygons: MMDetection's {@code PolygonMasks}.
 *
 * <p>Each object has one or more polygons x0 y0 x1 y1 ..., in pixels.
 */
public final class PolygonMasks implements InstanceMasks {
  private final double[][][] masks;
  private final int height;
  private final int width;

  /** Masks that keep these arrays; nobody may change them after. */
  public PolygonMasks(double[][][] masks, int height, int width) {
    this.masks = masks;
    this.height = height;
    this.width = width;
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

  /** The polygons of one object; not to be changed. */
  public double[][] polygons(int object) {
    return masks[object];
  }

  @Override
  public PolygonMasks select(int[] objects) {
    double[][][] selected = new double[objects.length][][];
    Arrays.setAll(selected, i -> masks[objects[i]]);
    return new PolygonMasks(selected, height, width);
  }

  @Override
  public PolygonMasks resize(int newHeight, int newWidth) {
    double scaleX = (double) newWidth / width;
    double scaleY = (double) newHeight / height;
    return map(newHeight, newWidth, affine(scaleX, 0, scaleY, 0));
  }

  @Override
  public PolygonMasks flip(FlipDirection direction) {
    return map(
        height,
        width,
        affine(
            direction.flipsX() ? -1 : 1,
            direction.flipsX() ? width : 0,
            direction.flipsY() ? -1 : 1,
            direction.flipsY() ? height : 0));
  }

  /** {@code value} plays no part: outside its polygons a mask is empty. */
  @Override
  public PolygonMasks pad(int newHeight, int newWidth, int value) {
    return new PolygonMasks(masks, newHeight, newWidth);
  }

  /** Upstream knows no such thing; the polygons just move along. */
  @Override
  public PolygonMasks expand(int newHeight, int newWidth, int top, int left) {
    return map(newHeight, newWidth, affine(1, left, 1, top));
  }

  @Override
  public PolygonMasks place(int newHeight, int newWidth, int top, int left) {
    return map(newHeight, newWidth, affine(1, left, 1, top)).crop(0, 0, newWidth, newHeight);
  }

  /** What nothing remains of becomes a polygon of three equal points. */
  @Override
  public PolygonMasks crop(int x1, int y1, int x2, int y2) {
    CropBox box = CropBox.of(x1, y1, x2, y2, height, width);
    double[][][] cropped = new double[masks.length][][];
    for (int i = 0; i < masks.length; i++) {
      double[][] parts =
          Arrays.stream(masks[i])
              .flatMap(polygon -> PolygonClip.clip(polygon, box).stream())
              .toArray(double[][]::new);
      cropped[i] = parts.length == 0 ? new double[][] {new double[6]} : parts;
    }
    return new PolygonMasks(cropped, box.height(), box.width());
  }

  @Override
  public PolygonMasks cropAndResize(float[] boxes, int[] objects, int outHeight, int outWidth) {
    double[][][] parts = new double[objects.length][][];
    for (int i = 0; i < parts.length; i++) {
      int b = 4 * i;
      double scaleX = outWidth / Math.max((double) boxes[b + 2] - boxes[b], 1);
      double scaleY = outHeight / Math.max((double) boxes[b + 3] - boxes[b + 1], 1);
      UnaryOperator<double[]> change =
          affine(scaleX, -boxes[b] * scaleX, scaleY, -boxes[b + 1] * scaleY);
      parts[i] = Arrays.stream(masks[objects[i]]).map(change).toArray(double[][]::new);
    }
    return new PolygonMasks(parts, outHeight, outWidth);
  }

  /** Points that leave the canvas are set to its border. */
  @Override
  public PolygonMasks translate(
      int newHeight,
      int newWidth,
      double offset,
      Axis axis,
      Interpolation interpolation,
      int outside) {
    boolean rows = axis == Axis.HORIZONTAL;
    double most = rows ? newWidth : newHeight;
    return map(
        newHeight,
        newWidth,
        polygon -> {
          double[] moved = polygon.clone();
          for (int i = rows ? 0 : 1; i < moved.length; i += 2) {
            moved[i] = clip(moved[i] + offset, most);
          }
          return moved;
        });
  }

  /** Points that leave the image are set to its border. */
  @Override
  public PolygonMasks shear(double magnitude, Axis axis, Interpolation interpolation, int outside) {
    boolean rows = axis == Axis.HORIZONTAL;
    double step = (float) magnitude;
    return warp(new double[] {1, rows ? step : 0, 0, rows ? 0 : step, 1, 0});
  }

  /** Points that leave the image are set to its border. */
  @Override
  public PolygonMasks rotate(Turn turn, Interpolation interpolation, int outside) {
    return warp(turn.matrix());
  }

  private PolygonMasks warp(double[] m) {
    return map(
        height,
        width,
        polygon -> {
          double[] moved = new double[polygon.length];
          for (int i = 0; i + 1 < polygon.length; i += 2) {
            double x = polygon[i];
            double y = polygon[i + 1];
            moved[i] = clip(m[0] * x + m[1] * y + m[2], width);
            moved[i + 1] = clip(m[3] * x + m[4] * y + m[5], height);
          }
          return moved;
        });
  }

  private static double clip(double value, double most) {
    return Math.max(0, Math.min(value, most));
  }

  private static UnaryOperator<double[]> affine(
      double scaleX, double moveX, double scaleY, double moveY) {
    return polygon -> {
      double[] moved = new double[polygon.length];
      for (int i = 0; i + 1 < polygon.length; i += 2) {
        moved[i] = scaleX * polygon[i] + moveX;
        moved[i + 1] = scaleY * polygon[i + 1] + moveY;
      }
      return moved;
    };
  }

  private PolygonMasks map(int newHeight, int newWidth, UnaryOperator<double[]> change) {
    double[][][] changed = new double[masks.length][][];
    Arrays.setAll(changed, i -> Arrays.stream(masks[i]).map(change).toArray(double[][]::new));
    return new PolygonMasks(changed, newHeight, newWidth);
  }

  @Override
  public double[] areas() {
    return Arrays.stream(masks)
        .mapToDouble(parts -> Arrays.stream(parts).mapToDouble(Polygons::area).sum())
        .toArray();
  }

  @Override
  public float[] boxes() {
    float[] boxes = new float[4 * masks.length];
    for (int i = 0; i < masks.length; i++) {
      // Points outside the image count too, so the start lies well beyond it.
      float left = 2f * width;
      float top = 2f * height;
      float right = 0;
      float bottom = 0;
      for (double[] polygon : masks[i]) {
        for (int p = 0; p + 1 < polygon.length; p += 2) {
          left = Math.min(left, (float) polygon[p]);
          right = Math.max(right, (float) polygon[p]);
          top = Math.min(top, (float) polygon[p + 1]);
          bottom = Math.max(bottom, (float) polygon[p + 1]);
        }
      }
      boxes[4 * i] = left;
      boxes[4 * i + 1] = top;
      boxes[4 * i + 2] = right;
      boxes[4 * i + 3] = bottom;
    }
    return boxes;
  }

  @Override
  public Rle toRle(int object) {
    return Polygons.toRle(masks[object], height, width);
  }

  @Override
  public BitmapMasks toBitmaps() {
    Rle[] bitmaps = new Rle[masks.length];
    Arrays.setAll(bitmaps, this::toRle);
    return BitmapMasks.of(bitmaps, height, width);
  }
}
