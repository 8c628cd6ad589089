package org.vedette.data.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts polygons to a rectangle, half plane by half plane, into as many parts as there are. */
final class PolygonClip {
  private PolygonClip() {}

  /**
   * The parts of a polygon within a box, with the box's corner as origin; none when it is outside.
   */
  static List<double[]> clip(double[] polygon, CropBox box) {
    List<double[]> parts = List.of(polygon);
    parts = cut(parts, 0, 1, box.x());
    parts = cut(parts, 0, -1, -(box.x() + box.width()));
    parts = cut(parts, 1, 1, box.y());
    parts = cut(parts, 1, -1, -(box.y() + box.height()));
    return parts.stream().map(part -> moved(part, box)).toList();
  }

  private static double[] moved(double[] part, CropBox box) {
    double[] moved = part.clone();
    for (int i = 0; i + 1 < moved.length; i += 2) {
      moved[i] -= box.x();
      moved[i + 1] -= box.y();
    }
    return moved;
  }

  /** Keeps the half plane {@code sign * coordinate[axis] > limit} of each polygon. */
  private static List<double[]> cut(List<double[]> polygons, int axis, int sign, double limit) {
    List<double[]> parts = new ArrayList<>();
    for (double[] polygon : polygons) {
      int points = polygon.length / 2;
      long inside =
          IntStream.range(0, points).filter(i -> sign * polygon[2 * i + axis] > limit).count();
      if (inside == points) {
        parts.add(polygon);
      } else if (inside > 0) {
        parts.addAll(join(chains(polygon, axis, sign, limit), 1 - axis));
      }
    }
    return parts;
  }

  /** The stretches of a polygon inside, each from the point where it enters to where it leaves. */
  private static List<List<double[]>> chains(double[] polygon, int axis, int sign, double limit) {
    int points = polygon.length / 2;
    List<List<double[]>> chains = new ArrayList<>();
    List<double[]> chain = null;
    int start = 0;
    while (sign * polygon[2 * start + axis] > limit) {
      start++;
    }
    for (int step = 1; step <= points; step++) {
      int i = (start + step) % points;
      int j = (start + step - 1) % points;
      double[] here = {polygon[2 * i], polygon[2 * i + 1]};
      double[] before = {polygon[2 * j], polygon[2 * j + 1]};
      boolean isInside = sign * here[axis] > limit;
      boolean wasInside = sign * before[axis] > limit;
      if (isInside != wasInside) {
        double[] crossing = crossing(before, here, axis, sign * limit);
        if (isInside) {
          chain = new ArrayList<>(List.of(crossing));
          chains.add(chain);
        } else {
          chain.add(crossing);
        }
      }
      if (isInside) {
        chain.add(here);
      }
    }
    return chains;
  }

  private static double[] crossing(double[] a, double[] b, int axis, double at) {
    double t = (at - a[axis]) / (b[axis] - a[axis]);
    double[] crossing = new double[2];
    crossing[axis] = at;
    crossing[1 - axis] = a[1 - axis] + t * (b[1 - axis] - a[1 - axis]);
    return crossing;
  }

  /**
   * Joins chains along the cut. Going along it one is inside the polygon from every first crossing
   * to every second, so the end of a chain joins the start of the chain that shares its interval.
   */
  private static List<double[]> join(List<List<double[]>> chains, int along) {
    // End e of chain c is number 2c+1, its start is 2c.
    int[] sorted =
        IntStream.range(0, 2 * chains.size())
            .boxed()
            .sorted(Comparator.comparingDouble(end -> point(chains, end)[along]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] next = new int[chains.size()];
    for (int k = 0; k < sorted.length; k += 2) {
      int a = sorted[k];
      int b = sorted[k + 1];
      if (a % 2 == b % 2) {
        // Only a polygon that crosses itself does so; its chains are joined one after the other.
        return List.of(flat(chains.stream().flatMap(List::stream).toList()));
      }
      next[(a % 2 == 1 ? a : b) / 2] = (a % 2 == 1 ? b : a) / 2;
    }
    return rings(chains, next);
  }

  private static double[] point(List<List<double[]>> chains, int end) {
    List<double[]> chain = chains.get(end / 2);
    return chain.get(end % 2 == 0 ? 0 : chain.size() - 1);
  }

  private static List<double[]> rings(List<List<double[]>> chains, int[] next) {
    List<double[]> rings = new ArrayList<>();
    boolean[] used = new boolean[next.length];
    for (int first = 0; first < next.length; first++) {
      List<double[]> ring = new ArrayList<>();
      for (int c = first; !used[c]; c = next[c]) {
        used[c] = true;
        ring.addAll(chains.get(c));
      }
      if (!ring.isEmpty()) {
        rings.add(flat(ring));
      }
    }
    return rings;
  }

  private static double[] flat(List<double[]> points) {
    double[] polygon = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      polygon[2 * i] = points.get(i)[0];
      polygon[2 * i + 1] = points.get(i)[1];
    }
    return polygon;
  }
}
