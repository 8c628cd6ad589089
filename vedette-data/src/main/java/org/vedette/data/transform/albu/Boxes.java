package org.vedette.data.transform.albu;

/** What {@link ShiftScaleRotate} does to boxes x1 y1 x2 y2 in shares of the image's sides. */
final class Boxes {
  private Boxes() {}

  /** The box around the corners after an affine map (6) of pixels. */
  static double[] mapped(double[] box, double[] map, int height, int width) {
    Bounds bounds = new Bounds();
    for (int corner = 0; corner < 4; corner++) {
      double x = box[2 * (corner % 2)] * width;
      double y = box[1 + 2 * (corner / 2)] * height;
      bounds.add(
          (map[0] * x + map[1] * y + map[2]) / width, (map[3] * x + map[4] * y + map[5]) / height);
    }
    return bounds.box();
  }

  /** The box around 360 points of the ellipse in a box, turned around the image's middle. */
  static double[] turnedEllipse(double[] box, double degrees, int height, int width) {
    double ratio = width / (double) height;
    double radiusX = (box[2] - box[0]) / 2;
    double radiusY = (box[3] - box[1]) / 2;
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    Bounds bounds = new Bounds();
    for (int step = 0; step < 360; step++) {
      double x = radiusX * Math.sin(Math.toRadians(step)) + (radiusX + box[0] - 0.5);
      double y = radiusY * Math.cos(Math.toRadians(step)) + (radiusY + box[1] - 0.5);
      bounds.add((cos * x * ratio + sin * y) / ratio + 0.5, -sin * x * ratio + cos * y + 0.5);
    }
    return bounds.box();
  }

  private static final class Bounds {
    private final double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };

    void add(double x, double y) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }

    double[] box() {
      return box;
    }
  }
}
