package org.vedette.models.task;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.task.IouCalculator;

/** Overlaps of axis-aligned boxes, in float32. */
@Component("BboxOverlaps2D")
public final class BboxOverlaps2d implements IouCalculator {
  /** Areas below this count as this, so that empty boxes give 0 instead of NaN. */
  private static final float SMALLEST_AREA = 1e-6f;

  /**
   * Settings.
   *
   * @param scale what coordinates are divided by in half precision; of no effect in float32
   * @param dtype 'fp16' would compute in half precision; only None is supported
   */
  public record Config(@Default("1.0") double scale, @Default("None") String dtype) {
    /** Refuses half precision. */
    public Config {
      if (dtype != null) {
        throw new IllegalArgumentException("dtype: expected None, got '" + dtype + "'");
      }
    }
  }

  /** A calculator with the given settings. */
  public BboxOverlaps2d(Config config) {}

  /** A calculator with the default settings. */
  public BboxOverlaps2d() {
    this(new Config(1, null));
  }

  @Override
  public float[] pairwise(float[] boxes, float[] others, Mode mode) {
    int n = boxes.length / 4;
    int m = others.length / 4;
    float[] overlaps = new float[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        overlaps[i * m + j] = overlap(boxes, 4 * i, others, 4 * j, mode);
      }
    }
    return overlaps;
  }

  private static float overlap(float[] a, int i, float[] b, int j, Mode mode) {
    float width = Math.min(a[i + 2], b[j + 2]) - Math.max(a[i], b[j]);
    float height = Math.min(a[i + 3], b[j + 3]) - Math.max(a[i + 1], b[j + 1]);
    float common = Math.max(width, 0) * Math.max(height, 0);
    float areaA = (a[i + 2] - a[i]) * (a[i + 3] - a[i + 1]);
    float areaB = (b[j + 2] - b[j]) * (b[j + 3] - b[j + 1]);
    float whole = Math.max(mode == Mode.IOF ? areaA : areaA + areaB - common, SMALLEST_AREA);
    float overlap = common / whole;
    if (mode != Mode.GIOU) {
      return overlap;
    }
    float hullWidth = Math.max(a[i + 2], b[j + 2]) - Math.min(a[i], b[j]);
    float hullHeight = Math.max(a[i + 3], b[j + 3]) - Math.min(a[i + 1], b[j + 1]);
    float hull = Math.max(Math.max(hullWidth, 0) * Math.max(hullHeight, 0), SMALLEST_AREA);
    return overlap - (hull - whole) / hull;
  }
}
