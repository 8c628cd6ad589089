package org.vedette.visual.chart;

/** What a chart draws on. Units are pixels from the upper left corner. */
interface Canvas {
  /** Where a text stands with regard to its point. */
  enum Anchor {
    /** It starts there. */
    START,
    /** Its middle is there. */
    MIDDLE,
    /** It ends there. */
    END
  }

  /** Joins points by lines; (P) each. Points that are not finite break the line. */
  void path(double[] x, double[] y, double width, Ink ink);

  /** Fills a rectangle; {@code tip} may be shown where a pointer rests, or null. */
  void box(double x, double y, double width, double height, Ink ink, String tip);

  /** Fills a circle; {@code tip} as of {@link #box}. */
  void dot(double x, double y, double radius, Ink ink, String tip);

  /** Writes a text; {@code y} is its base line. */
  void text(String text, double x, double y, double size, Anchor anchor, Ink ink);

  /** Writes a text upwards, from {@code y} on; {@code x} is its base line. */
  void upwards(String text, double x, double y, double size, Ink ink);
}
