package org.vedette.data.mask;

import java.util.Arrays;

/** Cuts polygons to a rectangle (Sutherland and Hodgman, 1974). */
final class PolygonClip {
  private PolygonClip() {}

  /**
   * The part of a polygon within a box, with the box's corner as origin; empty when nothing is. A
   * polygon that leaves the box and comes back keeps one outline, which then runs along the border;
   * its area and pixels are those of the parts.
   */
  static double[] clip(double[] polygon, CropBox box) {
    double[] clipped = cut(polygon, 0, 1, box.x());
    clipped = cut(clipped, 0, -1, -(box.x() + box.width()));
    clipped = cut(clipped, 1, 1, box.y());
    clipped = cut(clipped, 1, -1, -(box.y() + box.height()));
    for (int i = 0; i + 1 < clipped.length; i += 2) {
      clipped[i] -= box.x();
      clipped[i + 1] -= box.y();
    }
    return clipped;
  }

  /** Keeps the half plane {@code sign * coordinate[axis] >= limit}. */
  private static double[] cut(double[] polygon, int axis, int sign, double limit) {
    int points = polygon.length / 2;
    double[] kept = new double[4 * points];
    int size = 0;
    for (int i = 0; i < points; i++) {
      int j = i == 0 ? points - 1 : i - 1;
      double before = sign * polygon[2 * j + axis] - limit;
      double here = sign * polygon[2 * i + axis] - limit;
      if ((before < 0 && here > 0) || (before > 0 && here < 0)) {
        double t = before / (before - here);
        int other = 1 - axis;
        kept[size + axis] = sign * limit;
        kept[size + other] =
            polygon[2 * j + other] + t * (polygon[2 * i + other] - polygon[2 * j + other]);
        size += 2;
      }
      if (here >= 0) {
        kept[size] = polygon[2 * i];
        kept[size + 1] = polygon[2 * i + 1];
        size += 2;
      }
    }
    return size < 6 ? new double[0] : Arrays.copyOf(kept, size);
  }
}
