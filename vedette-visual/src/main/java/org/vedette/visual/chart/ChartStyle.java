package org.vedette.visual.chart;

/** What stands behind the lines of a chart. All but {@link #PLAIN} are named after seaborn's. */
public enum ChartStyle {
  /** Levels to read values from, and marks below. */
  PLAIN(false, Grid.LEVELS, true),
  /** A shade with a grid cut out of it. */
  DARKGRID(true, Grid.FULL, false),
  /** A grid of fine lines. */
  WHITEGRID(false, Grid.FULL, false),
  /** A shade. */
  DARK(true, Grid.NONE, false),
  /** The axes alone. */
  WHITE(false, Grid.NONE, false),
  /** The axes with marks. */
  TICKS(false, Grid.NONE, true);

  /** Which lines there are behind the data. */
  enum Grid {
    /** None: the axes stand alone. */
    NONE,
    /** One for each tick of the vertical axis. */
    LEVELS,
    /** One for each tick of both axes. */
    FULL
  }

  private final boolean shaded;
  private final Grid grid;
  private final boolean marked;

  ChartStyle(boolean shaded, Grid grid, boolean marked) {
    this.shaded = shaded;
    this.grid = grid;
    this.marked = marked;
  }

  /** Draws everything behind the data: shade, grid, axes, marks and their numbers. */
  void draw(Canvas canvas, Axis across, Axis up, Frame frame) {
    if (shaded) {
      double height = frame.bottom() - frame.top();
      canvas.box(frame.left(), frame.top(), frame.right() - frame.left(), height, Ink.SHADE, null);
    }
    Ink line = shaded ? Ink.PAPER : Ink.FAINT;
    for (double tick : up.ticks()) {
      double y = up.at(tick);
      if (grid != Grid.NONE) {
        canvas.path(new double[] {frame.left(), frame.right()}, new double[] {y, y}, 1, line);
      } else if (marked) {
        canvas.path(
            new double[] {frame.left() - 4, frame.left()}, new double[] {y, y}, 1, Ink.TEXT);
      }
      canvas.text(
          up.label(tick), frame.left() - 6, y + 4, Chart.SMALL, Canvas.Anchor.END, Ink.TEXT);
    }
    double bottom = frame.bottom();
    for (double tick : across.ticks()) {
      double x = across.at(tick);
      if (grid == Grid.FULL) {
        canvas.path(new double[] {x, x}, new double[] {frame.top(), bottom}, 1, line);
      } else if (marked) {
        canvas.path(new double[] {x, x}, new double[] {bottom, bottom + 4}, 1, Ink.TEXT);
      }
      canvas.text(across.label(tick), x, bottom + 17, Chart.SMALL, Canvas.Anchor.MIDDLE, Ink.TEXT);
    }
    axes(canvas, frame);
  }

  private void axes(Canvas canvas, Frame frame) {
    double bottom = frame.bottom();
    if (!shaded && grid != Grid.FULL) {
      canvas.path(
          new double[] {frame.left(), frame.right()}, new double[] {bottom, bottom}, 1, Ink.TEXT);
    }
    if (!shaded && grid == Grid.NONE) {
      canvas.path(
          new double[] {frame.left(), frame.left()},
          new double[] {frame.top(), bottom},
          1,
          Ink.TEXT);
    }
  }

  /** Where the data is drawn. */
  record Frame(double left, double top, double right, double bottom) {}
}
