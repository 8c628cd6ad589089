package org.vedette.data.drawn;

import java.util.List;
import java.util.Locale;

/** What the drawn pictures show. */
enum Shape {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  STAR,
  RING;

  /** All shapes, by label. */
  static final List<Shape> ALL = List.of(values());

  private static final int ROUND = 40;
  private static final double STAR_WAIST = 0.42;
  private static final double RING_HOLE = 0.55;

  /** The class names, by label. */
  static List<String> names() {
    return ALL.stream().map(shape -> shape.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The class's label. */
  int label() {
    return ALL.indexOf(this);
  }

  /** Blue, green and red of its usual colour, which its own is near to. */
  double[] colour() {
    return switch (this) {
      case CIRCLE -> new double[] {60, 60, 210};
      case SQUARE -> new double[] {210, 110, 50};
      case TRIANGLE -> new double[] {60, 180, 60};
      case STAR -> new double[] {50, 200, 220};
      case RING -> new double[] {200, 60, 190};
    };
  }

  /** The outline around (0, 0), within a circle of radius 1; what two rings enclose is a hole. */
  double[][] rings() {
    return switch (this) {
      case CIRCLE -> new double[][] {points(ROUND, 1, 1)};
      case SQUARE -> new double[][] {points(4, 1, 1)};
      case TRIANGLE -> new double[][] {points(3, 1, 1)};
      case STAR -> new double[][] {points(10, 1, STAR_WAIST)};
      case RING -> new double[][] {points(ROUND, 1, 1), points(ROUND, RING_HOLE, RING_HOLE)};
    };
  }

  /** Points around the centre, the even and the odd ones at their own distance. */
  private static double[] points(int count, double even, double odd) {
    double[] ring = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      double radius = i % 2 == 0 ? even : odd;
      // StrictMath: the same picture on every machine.
      ring[2 * i] = radius * StrictMath.cos(angle);
      ring[2 * i + 1] = radius * StrictMath.sin(angle);
    }
    return ring;
  }
}
