package org.vedette.models.task.priors;

import java.util.ArrayList;
import java.util.List;
import org.vedette.config.component.Default;
import org.vedette.core.task.Stride;

/**
 * The keys of {@code AnchorGenerator}.
 *
 * @param strides pixels per cell of each level, finest first: a number, or (x, y)
 * @param ratios heights over widths
 * @param scales what base sizes are multiplied by; or octave_base_scale and scales_per_octave
 * @param base_sizes the size of each level; its smaller stride when not given
 * @param scale_major whether all scales of a ratio stand together, else all ratios of a scale
 * @param octave_base_scale the smallest scale
 * @param scales_per_octave how many scales there are up to twice the smallest
 * @param centers the centre of each level's first cell, (x, y)
 * @param center_offset where the centre is, as a share of the base size
 * @param use_box_type whether upstream wraps the boxes; the numbers are the same
 */
public record AnchorSettings(
    List<Stride> strides,
    List<Double> ratios,
    @Default("None") List<Double> scales,
    @Default("None") List<Double> base_sizes,
    @Default("True") boolean scale_major,
    @Default("None") Double octave_base_scale,
    @Default("None") Integer scales_per_octave,
    @Default("None") List<List<Double>> centers,
    @Default("0.0") double center_offset,
    @Default("False") boolean use_box_type) {
  /** Checks that the keys fit together. */
  public AnchorSettings {
    boolean octave = octave_base_scale != null && scales_per_octave != null;
    if (octave == (scales != null)) {
      throw new IllegalArgumentException(
          "give either scales, or octave_base_scale and scales_per_octave");
    }
    if (!(center_offset >= 0 && center_offset <= 1)) {
      throw new IllegalArgumentException("center_offset must lie in [0, 1], got " + center_offset);
    }
    if (center_offset != 0 && centers != null) {
      throw new IllegalArgumentException("centers and center_offset exclude each other");
    }
    requireLevels("centers", centers, strides);
    requireLevels("base_sizes", base_sizes, strides);
  }

  private static void requireLevels(String key, List<?> values, List<Stride> strides) {
    if (values != null && values.size() != strides.size()) {
      throw new IllegalArgumentException(
          key + " must have one entry per stride, " + strides.size() + "; got " + values.size());
    }
  }

  /** The boxes of each level's first cell. */
  List<float[]> base(boolean legacy) {
    BaseAnchors shapes =
        new BaseAnchors(BaseAnchors.floats(ratios), scaleValues(), scale_major, legacy);
    List<float[]> base = new ArrayList<>();
    for (int level = 0; level < strides.size(); level++) {
      Stride stride = strides.get(level);
      double size = base_sizes == null ? Math.min(stride.x(), stride.y()) : base_sizes.get(level);
      double center = center_offset * (legacy ? size - 1 : size);
      base.add(
          centers == null
              ? shapes.around(center, center, size)
              : shapes.around(centers.get(level).get(0), centers.get(level).get(1), size));
    }
    return base;
  }

  private float[] scaleValues() {
    if (scales != null) {
      return BaseAnchors.floats(scales);
    }
    float[] values = new float[scales_per_octave];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.pow(2, (double) i / scales_per_octave) * octave_base_scale);
    }
    return values;
  }
}
