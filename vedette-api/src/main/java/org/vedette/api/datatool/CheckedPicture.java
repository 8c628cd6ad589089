package org.vedette.api.datatool;

import java.util.List;

/**
 * An image as its dataset describes it.
 *
 * @param name names it in messages
 * @param path its file
 * @param width columns as annotated; -1 when unknown
 * @param height rows as annotated; -1 when unknown
 * @param items its objects
 */
public record CheckedPicture(String name, String path, int width, int height, List<Item> items) {
  /**
   * An object.
   *
   * @param name names it in messages
   * @param category position among the dataset's categories; -1 for none of them
   * @param x left border in pixels
   * @param y upper border in pixels
   * @param width pixels across
   * @param height pixels down
   * @param area covered pixels; NaN when unknown
   * @param crowd whether it is a crowd or otherwise to be ignored
   */
  public record Item(
      String name,
      int category,
      double x,
      double y,
      double width,
      double height,
      double area,
      boolean crowd) {
    /** The box as text. */
    String box() {
      return "[" + trim(x) + ", " + trim(y) + ", " + trim(width) + ", " + trim(height) + "]";
    }

    private static String trim(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }
}
