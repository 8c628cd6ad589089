package org.vedette.visual.chart;

import java.util.Locale;

/** Draws as SVG, in the colours of the page around it. */
final class SvgCanvas implements Canvas {
  private final StringBuilder out = new StringBuilder();

  /**
   * Starts a drawing.
   *
   * @param standalone whether it is a file, which must bring its own background
   */
  SvgCanvas(double width, double height, String title, boolean standalone) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
                + " height=\"%.0f\" role=\"img\" aria-label=\"%s\" font-family=\"system-ui,"
                + " sans-serif\">%n",
            width,
            height,
            width,
            height,
            escape(title)));
    if (standalone) {
      out.append(
              "<style>svg{--paper:#fff;background:var(--paper);color:#1f2328}@media(prefers-color-scheme:dark)")
          .append("{svg{--paper:#0d1117;color:#e6edf3}}</style>\n");
    }
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String color(String property, Ink ink) {
    String color =
        switch (ink.rgb()) {
          case -1 -> "currentColor";
          case -2 -> "var(--paper, Canvas)";
          default -> String.format(Locale.ROOT, "#%06x", ink.rgb());
        };
    String opacity =
        ink.opacity() == 1
            ? ""
            : String.format(Locale.ROOT, " %s-opacity=\"%.2f\"", property, ink.opacity());
    return property + "=\"" + color + "\"" + opacity;
  }

  @Override
  public void path(double[] x, double[] y, double width, Ink ink) {
    StringBuilder points = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        points.append(pen ? 'L' : 'M').append(number(x[i])).append(' ').append(number(y[i]));
        pen = true;
      } else {
        pen = false;
      }
    }
    out.append("<path d=\"").append(points).append("\" fill=\"none\" ");
    out.append(color("stroke", ink)).append(" stroke-width=\"").append(number(width));
    out.append("\" stroke-linejoin=\"round\"/>\n");
  }

  @Override
  public void box(double x, double y, double width, double height, Ink ink, String tip) {
    out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    out.append("\" ").append(color("fill", ink));
    end("rect", tip);
  }

  @Override
  public void dot(double x, double y, double radius, Ink ink, String tip) {
    out.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
    out.append("\" r=\"").append(number(radius)).append("\" ").append(color("fill", ink));
    end("circle", tip);
  }

  private void end(String tag, String tip) {
    if (tip == null) {
      out.append("/>\n");
    } else {
      out.append("><title>").append(escape(tip)).append("</title></").append(tag).append(">\n");
    }
  }

  @Override
  public void text(String text, double x, double y, double size, Anchor anchor, Ink ink) {
    out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" font-size=\"").append(number(size)).append('"');
    if (anchor != Anchor.START) {
      out.append(" text-anchor=\"").append(anchor == Anchor.MIDDLE ? "middle" : "end").append('"');
    }
    out.append(' ').append(color("fill", ink)).append('>').append(escape(text)).append("</text>\n");
  }

  @Override
  public void upwards(String text, double x, double y, double size, Ink ink) {
    String place = number(x) + " " + number(y);
    out.append("<text transform=\"translate(").append(place).append(") rotate(-90)\" font-size=\"");
    out.append(number(size)).append("\" ").append(color("fill", ink)).append('>');
    out.append(escape(text)).append("</text>\n");
  }

  /** The whole drawing. */
  String finish() {
    return out.append("</svg>\n").toString();
  }
}
