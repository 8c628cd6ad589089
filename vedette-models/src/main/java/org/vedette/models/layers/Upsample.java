package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Default;
import org.vedette.tensor.Functional;

/**
 * Enlarges maps: PyTorch's interpolation as {@code upsample_cfg} names it.
 *
 * @param scale_factor how many times larger the output is; None where it follows another map
 * @param mode how values between cells are found
 * @param align_corners whether the corner cells of both maps coincide; only for bilinear
 */
public record Upsample(
    @Default("None") Integer scale_factor,
    @Default("'nearest'") Mode mode,
    @Default("None") Boolean align_corners) {
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

  /** Refuses settings without a factor, where there is no other map to follow. */
  public void requireFactor() {
    if (scale_factor == null) {
      throw new IllegalArgumentException("upsample_cfg: missing scale_factor");
    }
  }

  /** (N, C, H, W) to (N, C, H * scale_factor, W * scale_factor). */
  public Tensor forward(Tensor input) {
    return to(input, input.size(2) * scale_factor, input.size(3) * scale_factor);
  }

  /** (N, C, H, W) to the height and width of another map, or by the factor where there is one. */
  public Tensor forward(Tensor input, Tensor like) {
    return scale_factor == null ? to(input, like.size(2), like.size(3)) : forward(input);
  }

  private Tensor to(Tensor input, long height, long width) {
    return mode == Mode.NEAREST
        ? Functional.upsampleNearest(input, height, width)
        : Functional.upsampleBilinear(input, height, width, Boolean.TRUE.equals(align_corners));
  }
}
