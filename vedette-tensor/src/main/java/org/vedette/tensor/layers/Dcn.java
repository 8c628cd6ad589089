package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/** Deformable convolutions (Dai et al. 2017) that find their offsets by themselves. */
@Component("DCN")
public final class Dcn implements ConvKind {
  /**
   * Settings.
   *
   * @param deform_groups how many groups the channels form that have offsets of their own
   * @param deformable_groups the old name of deform_groups
   * @param im2col_step how many images upstream takes at once; the results are the same
   */
  public record Config(
      @Default("1") int deform_groups,
      @Default("None") Integer deformable_groups,
      @Default("32") int im2col_step) {}

  private final Config config;

  /** A factory with the given settings. */
  public Dcn(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(Conv2d.Shape shape, boolean bias) {
    if (bias) {
      throw new IllegalArgumentException("DCN: it has no bias; set bias=False or a norm_cfg");
    }
    return new DeformConvPack(
        shape, groups(config.deform_groups(), config.deformable_groups()), false, false);
  }

  static int groups(int groups, Integer oldName) {
    return oldName == null ? groups : oldName;
  }
}
