package org.vedette.visual.chart;

import org.bytedeco.javacpp.PointerScope;

/** A picture of numbers. It needs no screen and no font of the system. */
public abstract sealed class Chart permits LineChart, BarChart, HeatMap {
  /** The width of a line chart. */
  static final double WIDTH = 640;

  /** The size of titles. */
  static final double TITLE = 15;

  /** The size of all other text. */
  static final double SMALL = 11;

  private final String title;

  Chart(String title) {
    this.title = title;
  }

  /** What it shows. */
  public String title() {
    return title;
  }

  abstract double width();

  abstract double height();

  abstract void draw(Canvas canvas);

  /** An SVG element for a page, in the page's text colour. */
  public String svgElement() {
    return svg(false);
  }

  /** The content of an SVG file, light or dark as the viewer wants it. */
  public String svgFile() {
    return svg(true);
  }

  private String svg(boolean standalone) {
    SvgCanvas canvas = new SvgCanvas(width(), height(), title, standalone);
    draw(canvas);
    return canvas.finish();
  }

  /** The content of a PNG file, dark on white. */
  public byte[] pngFile() {
    try (PointerScope scope = new PointerScope()) {
      RasterCanvas canvas = new RasterCanvas(width(), height());
      draw(canvas);
      return canvas.finish();
    }
  }

  /** About how wide a text is. */
  static double textWidth(String text, double size) {
    return 0.64 * size * text.length();
  }

  /** A text of at most so many characters. */
  static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }
}
