package org.vedette.visual.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Lines over a common axis: losses, rates, precision over recall. */
public final class LineChart extends Chart {
  private static final double HEIGHT = 320;
  private static final double LEFT = 56;
  private static final double RIGHT = 16;
  private static final double ROW = 18;
  private static final int MOST_NAMED = 18;
  private static final int LONGEST_NAME = 28;

  private final String xLabel;
  private final List<Series> series;
  private final double[] yRange;
  private final double legendHeight;
  private final ChartStyle style;

  private LineChart(
      String title, String xLabel, List<Series> series, double[] yRange, ChartStyle style) {
    super(title);
    this.xLabel = xLabel;
    this.series = List.copyOf(series);
    this.yRange = yRange;
    this.style = style;
    this.legendHeight = ROW * legend().size();
  }

  /** A chart whose axes follow the numbers. */
  public static LineChart of(String title, String xLabel, List<Series> series) {
    return new LineChart(title, xLabel, series, null, ChartStyle.PLAIN);
  }

  /** A chart whose vertical axis is given. */
  public static LineChart of(
      String title, String xLabel, List<Series> series, double low, double high) {
    return new LineChart(title, xLabel, series, new double[] {low, high}, ChartStyle.PLAIN);
  }

  /** This chart with something else behind its lines. */
  public LineChart in(ChartStyle other) {
    return new LineChart(title(), xLabel, series, yRange, other);
  }

  private record Entry(int series, double x) {}

  /** The names in rows; a single line needs none. */
  private List<List<Entry>> legend() {
    List<List<Entry>> rows = new ArrayList<>();
    double x = WIDTH;
    for (int i = 0; series.size() > 1 && i < Math.min(series.size(), MOST_NAMED); i++) {
      double width = 30 + textWidth(name(i), SMALL);
      if (x + width > WIDTH - RIGHT) {
        rows.add(new ArrayList<>());
        x = LEFT;
      }
      rows.get(rows.size() - 1).add(new Entry(i, x));
      x += width;
    }
    return rows;
  }

  private String name(int index) {
    return shortened(series.get(index).name(), LONGEST_NAME);
  }

  @Override
  double width() {
    return WIDTH;
  }

  @Override
  double height() {
    return HEIGHT + legendHeight;
  }

  @Override
  void draw(Canvas canvas) {
    canvas.text(title(), LEFT, 22, TITLE, Canvas.Anchor.START, Ink.TEXT);
    if (series.size() > MOST_NAMED) {
      canvas.text(
          "the first " + MOST_NAMED + " of " + series.size() + " are named",
          WIDTH - RIGHT,
          22,
          SMALL,
          Canvas.Anchor.END,
          Ink.TEXT);
    }
    double y = 40;
    for (List<Entry> row : legend()) {
      for (Entry entry : row) {
        canvas.box(entry.x(), y - 6, 14, 4, Ink.of(entry.series()), null);
        canvas.text(name(entry.series()), entry.x() + 18, y, SMALL, Canvas.Anchor.START, Ink.TEXT);
      }
      y += ROW;
    }
    plot(canvas, 34 + legendHeight, height() - 40);
  }

  private double least(Function<Series, double[]> part) {
    return values(part).min().orElse(0);
  }

  private double most(Function<Series, double[]> part) {
    return values(part).max().orElse(1);
  }

  private DoubleStream values(Function<Series, double[]> part) {
    return series.stream().map(part).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
  }

  private void plot(Canvas canvas, double top, double bottom) {
    double right = WIDTH - RIGHT;
    Axis across = Axis.of(least(Series::x), most(Series::x), 8, false, LEFT, right);
    Axis up =
        yRange == null
            ? Axis.of(least(Series::y), most(Series::y), 5, true, bottom, top)
            : Axis.of(yRange[0], yRange[1], 5, false, bottom, top);
    style.draw(canvas, across, up, new ChartStyle.Frame(LEFT, top, right, bottom));
    canvas.text(xLabel, (LEFT + right) / 2, bottom + 33, SMALL, Canvas.Anchor.MIDDLE, Ink.TEXT);
    for (int i = 0; i < series.size(); i++) {
      line(canvas, series.get(i), across, up, Ink.of(i));
    }
  }

  private static void line(Canvas canvas, Series line, Axis across, Axis up, Ink ink) {
    double[] x = Arrays.stream(line.x()).map(across::at).toArray();
    double[] y = Arrays.stream(line.y()).map(up::at).toArray();
    canvas.path(x, y, 1.6, ink);
    for (int i = 0; i < x.length; i++) {
      // A point between two breaks is no line: it is seen as a dot.
      if ((line.dots() || x.length == 1) && Double.isFinite(y[i])) {
        String tip =
            String.format(Locale.ROOT, "%s: %.6g at %.6g", line.name(), line.y()[i], line.x()[i]);
        canvas.dot(x[i], y[i], 3, ink, tip);
      }
    }
  }
}
