package org.vedette.data.mask;

import java.util.List;
import java.util.stream.IntStream;
import org.vedette.base.Rle;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.Interpolation;

/**
 * One mask per object of an image, all of the image's size. Immutable: what changes masks gives new
 * ones.
 */
public sealed interface InstanceMasks permits BitmapMasks, PolygonMasks {
  /** Rows of each mask. */
  int height();

  /** Columns of each mask. */
  int width();

  /** How many masks there are. */
  int size();

  /** The masks of these objects, in this order. */
  InstanceMasks select(int[] objects);

  /** The masks of an image that was resized. */
  InstanceMasks resize(int height, int width);

  /** The masks of an image that was mirrored. */
  InstanceMasks flip(FlipDirection direction);

  /** The masks of an image that got a border on the right and at the bottom. */
  InstanceMasks pad(int height, int width, int value);

  /** The masks of a part of the image: from (x1, y1) to before (x2, y2), cut to the image. */
  InstanceMasks crop(int x1, int y1, int x2, int y2);

  /** The masks of an image that was put on a bigger canvas with its corner at (left, top). */
  InstanceMasks expand(int height, int width, int top, int left);

  /**
   * The masks of an image that was put on a canvas with its corner at (left, top), which may lie
   * outside; what sticks out is cut off.
   */
  InstanceMasks place(int height, int width, int top, int left);

  /**
   * Parts of masks, resized to one size, as targets of mask heads.
   *
   * @param boxes (N*4): x1 y1 x2 y2 of the parts in pixels
   * @param objects (N): the mask that each part is of
   */
  InstanceMasks cropAndResize(float[] boxes, int[] objects, int outHeight, int outWidth);

  /**
   * The masks of an image whose pixels moved, on a canvas of a size. What leaves the canvas is
   * lost, and so is what lay outside of it before.
   *
   * @param offset in pixels, to the right or down
   * @param outside what stands where nothing moved to, 0 or 1
   */
  InstanceMasks translate(
      int height, int width, double offset, Axis axis, Interpolation interpolation, int outside);

  /**
   * The masks of an image that was sheared.
   *
   * @param magnitude pixels that a row moves to the right, or a column down, for each one before it
   * @param outside what stands where nothing moved to, 0 or 1
   */
  InstanceMasks shear(double magnitude, Axis axis, Interpolation interpolation, int outside);

  /**
   * The masks of an image that was turned.
   *
   * @param outside what stands where nothing moved to, 0 or 1
   */
  InstanceMasks rotate(Turn turn, Interpolation interpolation, int outside);

  /** The area of each mask in pixels. */
  double[] areas();

  /** The box x1 y1 x2 y2 around each mask, (G*4); zeros around an empty one. */
  float[] boxes();

  /** The run lengths of one mask. */
  Rle toRle(int object);

  /** The same masks as bitmaps. */
  BitmapMasks toBitmaps();

  /**
   * The masks of several images that became one, in order: polygons when all are, else bitmaps.
   *
   * @throws IllegalArgumentException when their sizes differ
   */
  static InstanceMasks concat(List<? extends InstanceMasks> parts) {
    InstanceMasks first = parts.get(0);
    for (InstanceMasks part : parts) {
      if (part.height() != first.height() || part.width() != first.width()) {
        throw new IllegalArgumentException("masks of different sizes");
      }
    }
    if (parts.stream().allMatch(PolygonMasks.class::isInstance)) {
      double[][][] polygons =
          parts.stream()
              .map(PolygonMasks.class::cast)
              .flatMap(part -> IntStream.range(0, part.size()).mapToObj(part::polygons))
              .toArray(double[][][]::new);
      return new PolygonMasks(polygons, first.height(), first.width());
    }
    return BitmapMasks.concat(parts.stream().map(InstanceMasks::toBitmaps).toList());
  }
}
