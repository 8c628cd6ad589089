package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Default;
import org.vedette.tensor.Functional;

/**
 * Enlarges maps by a factor: PyTorch's Upsample as {@code upsample_cfg} names it.
 *
 * @param scale_factor how many times larger the output is
 * @param mode how values between cells are found
 * @param align_corners whether the corner cells of both maps coincide; only for bilinear
 */
public record Upsample(
    int scale_factor, @Default("'nearest'") Mode mode, @Default("None") Boolean align_corners) {
  /** Ways to find values between cells. */
  public enum Mode {
    /** The nearest cell. */
    NEAREST,
    /** Bilinear interpolation. */
    BILINEAR
  }

  /** Checks that the settings go together. */
  public Upsample {
    if (mode == Mode.NEAREST && align_corners != null) {
      throw new IllegalArgumentException("align_corners goes with mode='bilinear' only");
    }
  }

  /** (N, C, H, W) to (N, C, H * scale_factor, W * scale_factor). */
  public Tensor forward(Tensor input) {
    long height = input.size(2) * scale_factor;
    long width = input.size(3) * scale_factor;
    return mode == Mode.NEAREST
        ? Functional.upsampleNearest(input, height, width)
        : Functional.upsampleBilinear(input, height, width, Boolean.TRUE.equals(align_corners));
  }
}
