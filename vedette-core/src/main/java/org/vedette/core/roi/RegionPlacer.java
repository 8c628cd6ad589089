package org.vedette.core.roi;

/** Where regions lie on a map: their sampling points along both axes. */
final class RegionPlacer {
  private final RoiAlign.Config config;
  private final float scale;
  private final int mapHeight;
  private final int mapWidth;
  final AxisSamples rows;
  final AxisSamples columns;

  RegionPlacer(RoiAlign align, double scale, long mapHeight, long mapWidth) {
    this.config = align.config();
    this.scale = (float) scale;
    this.mapHeight = (int) mapHeight;
    this.mapWidth = (int) mapWidth;
    boolean merged = config.pool_mode() == RoiAlign.PoolMode.AVG;
    rows = new AxisSamples(align.height(), merged);
    columns = new AxisSamples(align.width(), merged);
  }

  /** Places the region that stands at {@code at} of (R, 5) regions. */
  void place(float[] rois, int at) {
    float shift = config.aligned() ? 0.5f : 0;
    float left = rois[at + 1] * scale - shift;
    float top = rois[at + 2] * scale - shift;
    float width = rois[at + 3] * scale - shift - left;
    float height = rois[at + 4] * scale - shift - top;
    if (!config.aligned()) {
      width = Math.max(width, 1);
      height = Math.max(height, 1);
    }
    rows.place(top, height, config.sampling_ratio(), mapHeight);
    columns.place(left, width, config.sampling_ratio(), mapWidth);
  }

  /** The row of the map's table where an image begins. */
  int tableStart(float[] rois, int at) {
    int image = (int) rois[at];
    return image * mapHeight * mapWidth;
  }

  int mapWidth() {
    return mapWidth;
  }
}
