package org.vedette.models.task;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.box.Overlaps;
import org.vedette.core.task.IouCalculator;

/** Overlaps of axis-aligned boxes, in float32. */
@Component("BboxOverlaps2D")
public final class BboxOverlaps2d implements IouCalculator {
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
  public float[] pairwise(float[] boxes, float[] others, Overlaps.Mode mode) {
    return Overlaps.pairwise(boxes, others, mode, Overlaps.EPS);
  }

  @Override
  public boolean isZeroApart() {
    return true;
  }
}
