package org.vedette.api.datatool;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;

/** Fields of a record as they came, and what is wrong with them. */
final class RawObject {
  private final Map<?, ?> fields;
  private String problem = "";

  RawObject(Object value) {
    fields = value instanceof Map<?, ?> map ? map : Map.of();
    if (!(value instanceof Map<?, ?>)) {
      problem = "is no object";
    }
  }

  /** What was missing or wrong so far; empty for nothing. */
  String problem() {
    return problem;
  }

  private void complain(String text) {
    problem = problem.isEmpty() ? text : problem + ", " + text;
  }

  /** A whole number; null, and a problem, when it is none. */
  Long id(String key) {
    Object value = fields.get(key);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    complain(value == null ? "lacks '" + key + "'" : "'" + key + "' is no whole number");
    return null;
  }

  /** A whole number above 0; -1, and a problem, when it is none. */
  int side(String key) {
    Object value = fields.get(key);
    if (value instanceof Integer side && side > 0) {
      return side;
    }
    complain(value == null ? "lacks '" + key + "'" : "'" + key + "' is no number of pixels");
    return -1;
  }

  /** A text; null, and a problem, when it is none. */
  String text(String key) {
    Object value = fields.get(key);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    complain(value == null ? "lacks '" + key + "'" : "'" + key + "' is no text");
    return null;
  }

  /** A number; NaN, and a problem, when it is none. */
  double number(String key) {
    Object value = fields.get(key);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    complain(value == null ? "lacks '" + key + "'" : "'" + key + "' is no number");
    return Double.NaN;
  }

  boolean flag(String key) {
    Object value = fields.get(key);
    return Boolean.TRUE.equals(value) || (value instanceof Number n && n.doubleValue() != 0);
  }

  /** Four numbers; null, and a problem, when they are not. */
  double[] box() {
    Object value = fields.get("bbox");
    double[] box = numbers(value);
    if (box == null || box.length != 4) {
      complain(value == null ? "lacks 'bbox'" : "'bbox' is not four numbers");
      return null;
    }
    return box;
  }

  private static double[] numbers(Object value) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list.get(i) instanceof Number n) || !Double.isFinite(n.doubleValue())) {
        return null;
      }
      numbers[i] = n.doubleValue();
    }
    return numbers;
  }

  /** What is wrong with the segmentation; empty for nothing, also where there is none. */
  String segmentationProblem(int height, int width) {
    Object value = fields.get("segmentation");
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> rings) {
      return ringsProblem(rings);
    }
    return value instanceof Map<?, ?> rle
        ? rleProblem(rle, height, width)
        : "is neither polygons nor run lengths";
  }

  private static String ringsProblem(List<?> rings) {
    for (Object ring : rings) {
      double[] points = numbers(ring);
      if (points == null) {
        return "has a polygon that is no list of numbers";
      }
      if (points.length < 6 || points.length % 2 != 0) {
        return "has a polygon of " + points.length + " numbers";
      }
    }
    return "";
  }

  private static String rleProblem(Map<?, ?> rle, int height, int width) {
    double[] size = numbers(rle.get("size"));
    if (size == null || size.length != 2 || rle.get("counts") == null) {
      return "lacks 'size': [height, width] or 'counts'";
    }
    int rows = (int) size[0];
    int columns = (int) size[1];
    try {
      if (rle.get("counts") instanceof String text) {
        Rle unused = RleMasks.decompress(rows, columns, text);
      } else {
        double[] counts = numbers(rle.get("counts"));
        if (counts == null) {
          return "has 'counts' that are neither text nor numbers";
        }
        int[] runs = new int[counts.length];
        Arrays.setAll(runs, i -> (int) counts[i]);
        RleMasks.requireWhole(new Rle(rows, columns, runs));
      }
    } catch (IllegalArgumentException e) {
      return "is wrong: " + e.getMessage();
    }
    return rows == height && columns == width
        ? ""
        : "is of " + columns + "x" + rows + " pixels, the image of " + width + "x" + height;
  }
}
