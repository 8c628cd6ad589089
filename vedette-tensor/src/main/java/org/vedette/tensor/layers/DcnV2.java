package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/** Modulated deformable convolutions (Zhu et al. 2019) that find offsets and masks themselves. */
@Component("DCNv2")
public final class DcnV2 implements ConvKind {
  /**
   * Settings.
   *
   * @param deform_groups how many groups the channels form that have offsets of their own
   * @param deformable_groups the old name of deform_groups
   */
  public record Config(
      @Default("1") int deform_groups, @Default("None") Integer deformable_groups) {}

  private final Config config;

  /** A factory with the given settings. */
  public DcnV2(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(Conv2d.Shape shape, boolean bias) {
    int groups = Dcn.groups(config.deform_groups(), config.deformable_groups());
    return new DeformConvPack(shape, groups, true, bias);
  }
}
