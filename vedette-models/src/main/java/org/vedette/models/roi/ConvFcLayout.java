package org.vedette.models.roi;

import org.vedette.config.component.Default;

/**
 * How many layers the parts of a {@code ConvFCBBoxHead} have.
 *
 * @param num_shared_convs convolutions that classes and boxes share
 * @param num_shared_fcs fully connected layers that both share
 * @param num_cls_convs convolutions of the classes
 * @param num_cls_fcs fully connected layers of the classes
 * @param num_reg_convs convolutions of the boxes
 * @param num_reg_fcs fully connected layers of the boxes
 */
public record ConvFcLayout(
    @Default("0") int num_shared_convs,
    @Default("0") int num_shared_fcs,
    @Default("0") int num_cls_convs,
    @Default("0") int num_cls_fcs,
    @Default("0") int num_reg_convs,
    @Default("0") int num_reg_fcs) {
  /** Checks that the parts fit together. */
  public ConvFcLayout {
    int layers = num_shared_convs + num_shared_fcs + num_cls_convs;
    if (layers + num_cls_fcs + num_reg_convs + num_reg_fcs < 1) {
      throw new IllegalArgumentException("expected at least one layer: num_shared_fcs, ...");
    }
    if (num_shared_fcs > 0 && num_cls_convs + num_reg_convs > 0) {
      throw new IllegalArgumentException(
          "no convolution (num_cls_convs, num_reg_convs) can follow num_shared_fcs");
    }
  }
}
