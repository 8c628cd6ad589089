package org.vedette.data.mask;

import org.vedette.data.image.Warps;

/**
 * A turn of an image around a point.
 *
 * @param degrees clockwise, in the image's coordinates whose y grows downwards
 * @param centreX the point's column
 * @param centreY the point's row
 * @param scale what sizes are multiplied by
 */
public record Turn(double degrees, double centreX, double centreY, double scale) {
  /** A turn around the middle of an image, between its outermost pixels. */
  public static Turn aroundMiddle(double degrees, double scale, int height, int width) {
    return new Turn(degrees, (width - 1) * 0.5, (height - 1) * 0.5, scale);
  }

  /** The affine matrix (6) by rows, from old to new places. */
  double[] matrix() {
    return Warps.rotation(centreX, centreY, -degrees, scale);
  }
}
