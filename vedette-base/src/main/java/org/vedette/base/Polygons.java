package org.vedette.base;

import java.util.Arrays;
import java.util.List;

/**
 * Draws polygons as masks, pixel by pixel what pycocotools gives: the boundary is walked at five
 * times the resolution, and a column's runs change where it crosses that column.
 *
 * <p>A polygon is x0 y0 x1 y1 ..., in pixels.
 */
public final class Polygons {
  private static final double SCALE = 5;

  private Polygons() {}

  /** The mask of one polygon. */
  public static Rle toRle(double[] polygon, int height, int width) {
    Boundary boundary = new Boundary(height, width);
    int points = polygon.length / 2;
    for (int i = 0; i < points; i++) {
      int j = i + 1 == points ? 0 : i + 1;
      boundary.walk(
          upsampled(polygon[2 * i]),
          upsampled(polygon[2 * i + 1]),
          upsampled(polygon[2 * j]),
          upsampled(polygon[2 * j + 1]));
    }
    return new Rle(height, width, runs(boundary.crossings, height * width));
  }

  /** The union of the masks of an object's parts. */
  public static Rle toRle(double[][] polygons, int height, int width) {
    Rle[] parts = new Rle[polygons.length];
    Arrays.setAll(parts, i -> toRle(polygons[i], height, width));
    return RleMasks.union(List.of(parts));
  }

  /** The mask of a box x y w h. */
  public static Rle boxToRle(double x, double y, double w, double h, int height, int width) {
    return toRle(new double[] {x, y, x, y + h, x + w, y + h, x + w, y}, height, width);
  }

  /** The area of a polygon by the shoelace formula. */
  public static double area(double[] polygon) {
    int points = polygon.length / 2;
    double twice = 0;
    for (int i = 0; i < points; i++) {
      int j = i == 0 ? points - 1 : i - 1;
      twice += polygon[2 * i] * polygon[2 * j + 1] - polygon[2 * i + 1] * polygon[2 * j];
    }
    return 0.5 * Math.abs(twice);
  }

  private static int upsampled(double coordinate) {
    return (int) (SCALE * coordinate + 0.5);
  }

  /** Turns the pixel positions where the mask changes, in any order, into run lengths. */
  private static int[] runs(IntList crossings, int pixels) {
    crossings.add(pixels);
    crossings.sort();
    IntList runs = new IntList(crossings.size());
    runs.add(crossings.get(0));
    int i = 1;
    while (i < crossings.size()) {
      int run = crossings.get(i) - crossings.get(i - 1);
      i++;
      if (run > 0) {
        runs.add(run);
      } else if (i < crossings.size()) {
        // Two changes at one pixel undo each other: the run before goes on.
        runs.extendLast(crossings.get(i) - crossings.get(i - 1));
        i++;
      }
    }
    return runs.toArray();
  }

  /** Collects the pixels at which a boundary that is walked step by step enters another column. */
  private static final class Boundary {
    private final int height;
    private final int width;
    private final IntList crossings = new IntList(64);
    private boolean started;
    private int lastX;
    private int lastY;

    Boundary(int height, int width) {
      this.height = height;
      this.width = width;
    }

    /** Walks an edge along its longer axis, always computed from its lower end. */
    void walk(int fromX, int fromY, int toX, int toY) {
      int dx = Math.abs(toX - fromX);
      int dy = Math.abs(toY - fromY);
      boolean flat = dx >= dy;
      int steps = flat ? dx : dy;
      boolean backward = flat ? fromX > toX : fromY > toY;
      int lowX = backward ? toX : fromX;
      int lowY = backward ? toY : fromY;
      int rise = (flat ? toY - fromY : toX - fromX) * (backward ? -1 : 1);
      double slope = steps == 0 ? 0 : (double) rise / steps;
      for (int step = 0; step <= steps; step++) {
        int t = backward ? steps - step : step;
        int x = flat ? lowX + t : (int) (lowX + slope * t + 0.5);
        int y = flat ? (int) (lowY + slope * t + 0.5) : lowY + t;
        visit(x, y);
      }
    }

    private void visit(int x, int y) {
      if (started && x != lastX) {
        double column = ((x < lastX ? x : x - 1) + 0.5) / SCALE - 0.5;
        if (column == Math.floor(column) && column >= 0 && column <= width - 1) {
          double row = (Math.min(y, lastY) + 0.5) / SCALE - 0.5;
          int below = (int) Math.ceil(Math.max(0, Math.min(row, height)));
          crossings.add(((int) column) * height + below);
        }
      }
      started = true;
      lastX = x;
      lastY = y;
    }
  }
}
