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

  /**
   * Collects the pixels at which a boundary enters another column. Of the steps at five times the
   * resolution only those count that lead over the middle of a column; they are computed as if all
   * had been taken.
   */
  private static final class Boundary {
    /** Where the middle of the first column lies, and how far it is from one to the next. */
    private static final int MIDDLE = 2;

    private static final int NEXT = 5;

    private final int height;
    private final int width;
    private final IntList crossings = new IntList(64);

    Boundary(int height, int width) {
      this.height = height;
      this.width = width;
    }

    /** Walks an edge along its longer axis, always computed from its lower end. */
    void walk(int fromX, int fromY, int toX, int toY) {
      int dx = Math.abs(toX - fromX);
      int dy = Math.abs(toY - fromY);
      boolean flat = dx >= dy;
      boolean backward = flat ? fromX > toX : fromY > toY;
      int lowX = backward ? toX : fromX;
      int lowY = backward ? toY : fromY;
      int rise = (flat ? toY - fromY : toX - fromX) * (backward ? -1 : 1);
      int first = Math.max(0, Math.floorDiv(Math.min(fromX, toX) - MIDDLE + NEXT - 1, NEXT));
      int end = Math.min(width, Math.floorDiv(Math.max(fromX, toX) - MIDDLE + NEXT - 1, NEXT));
      for (int column = first; column < end; column++) {
        int middle = NEXT * column + MIDDLE;
        if (flat) {
          crossFlat(column, middle - lowX, lowY, (double) rise / dx);
        } else {
          crossSteep(column, middle, lowX, lowY, (double) rise / dy);
        }
      }
    }

    /** An edge whose x grows by one with each step is over the middle at step {@code t + 1}. */
    private void crossFlat(int column, int t, int lowY, double slope) {
      cross(column, Math.min(at(lowY, slope, t), at(lowY, slope, t + 1)));
    }

    /** An edge whose y grows by one with each step: looks for the step that leads over. */
    private void crossSteep(int column, int middle, int lowX, int lowY, double slope) {
      int step = Math.max(1, (int) Math.ceil((middle + 0.5 - lowX) / slope));
      while (step > 1 && isOver(middle, at(lowX, slope, step - 1), slope)) {
        step--;
      }
      while (!isOver(middle, at(lowX, slope, step), slope)) {
        step++;
      }
      cross(column, lowY + step - 1);
    }

    private static boolean isOver(int middle, int x, double slope) {
      return slope > 0 ? x > middle : x <= middle;
    }

    private static int at(int low, double slope, int step) {
      return (int) (low + slope * step + 0.5);
    }

    private void cross(int column, int y) {
      double row = (y + 0.5) / SCALE - 0.5;
      int below = (int) Math.ceil(Math.max(0, Math.min(row, height)));
      crossings.add(column * height + below);
    }
  }
}
