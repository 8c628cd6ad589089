package org.vedette.data.transform.corrupt;

/** Enlarges the middle of a raster, linearly between its values. */
final class Zoom {
  private Zoom() {}

  /** The middle of a raster, enlarged to the raster's size, or a pixel more or less. */
  static Raster middle(Raster raster, double factor) {
    int rows = (int) Math.ceil(raster.height() / factor);
    int columns = (int) Math.ceil(raster.width() / factor);
    int top = (raster.height() - rows) / 2;
    int left = (raster.width() - columns) / 2;
    int channels = raster.channels();
    Raster out =
        Raster.blank((int) Math.rint(rows * factor), (int) Math.rint(columns * factor), channels);
    for (int y = 0; y < out.height(); y++) {
      double fromY = position(y, rows, out.height());
      int y0 = top + (int) fromY;
      int y1 = Math.min(y0 + 1, top + rows - 1);
      for (int x = 0; x < out.width(); x++) {
        double fromX = position(x, columns, out.width());
        int x0 = left + (int) fromX;
        int x1 = Math.min(x0 + 1, left + columns - 1);
        for (int c = 0; c < channels; c++) {
          double upper = between(raster, y0, x0, x1, c, fromX - (int) fromX);
          double lower = between(raster, y1, x0, x1, c, fromX - (int) fromX);
          out.values()[out.at(y, x) + c] = upper + (lower - upper) * (fromY - (int) fromY);
        }
      }
    }
    return out;
  }

  private static double between(Raster raster, int y, int x0, int x1, int channel, double share) {
    double left = raster.values()[raster.at(y, x0) + channel];
    double right = raster.values()[raster.at(y, x1) + channel];
    return left + (right - left) * share;
  }

  /** Where a value of the enlarged side comes from: the first and the last stay where they are. */
  private static double position(int i, int from, int to) {
    return to == 1 ? 0 : Math.min((double) i * (from - 1) / (to - 1), from - 1);
  }
}
