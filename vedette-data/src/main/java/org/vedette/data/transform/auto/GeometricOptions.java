package org.vedette.data.transform.auto;

import org.vedette.config.component.Default;
import org.vedette.data.image.Interpolation;

/**
 * What the geometric steps share besides their magnitudes.
 *
 * @param reversal_prob the chance that the magnitude stays as it is; else its sign is changed
 * @param img_border_value what stands outside the image: a number, or one for each of three
 *     channels
 * @param mask_border_value what stands outside masks
 * @param seg_ignore_label what stands outside the semantic map
 * @param interpolation how pixels between pixels are made
 */
public record GeometricOptions(
    @Default("0.5") double reversal_prob,
    @Default("128") BorderColour img_border_value,
    @Default("0") int mask_border_value,
    @Default("255") int seg_ignore_label,
    @Default("'bilinear'") Interpolation interpolation) {
  /** Checks the chance. */
  public GeometricOptions {
    if (!(reversal_prob >= 0 && reversal_prob <= 1)) {
      throw new IllegalArgumentException(
          "'reversal_prob' must be from 0 to 1, got " + reversal_prob);
    }
  }
}
