package org.vedette.models.heads;

import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Loss;

/**
 * Keys that the heads of RTMDet-Ins add.
 *
 * @param num_prototypes channels of the mask features
 * @param dyconv_channels channels between the dynamic convolutions
 * @param num_dyconvs how many dynamic convolutions there are, at least two
 * @param mask_loss_stride pixels of the image per pixel of the masks that the loss compares
 * @param loss_mask loss of the masks of positive points
 */
public record RtmDetMaskSettings(
    @Default("8") int num_prototypes,
    @Default("8") int dyconv_channels,
    @Default("3") int num_dyconvs,
    @Default("4") int mask_loss_stride,
    @Default("dict(type='DiceLoss', loss_weight=2.0, eps=5e-6, reduction='mean')")
        Spec<Loss> loss_mask) {

  /** Refuses what gives no mask. */
  public RtmDetMaskSettings {
    if (num_dyconvs < 2) {
      throw new IllegalArgumentException("num_dyconvs: expected 2 or more, got " + num_dyconvs);
    }
    if (mask_loss_stride < 1) {
      throw new IllegalArgumentException(
          "mask_loss_stride: expected 1 or more, got " + mask_loss_stride);
    }
  }

  DynamicConvs convs() {
    // Two more inputs tell each pixel where it lies from the instance's point.
    return new DynamicConvs(num_prototypes + 2, dyconv_channels, num_dyconvs);
  }
}
