package org.vedette.core.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.tensor.layers.Linear;
import org.vedette.tensor.layers.Sequential;

/**
 * Deformable RoI pooling whose bins are also multiplied by numbers between 0 and 1 (Zhu et al.
 * 2019). Children: {@code offset_fc}, {@code mask_fc}.
 */
@Component("ModulatedDeformRoIPoolPack")
public final class ModulatedDeformRoiPoolPack extends DeformRoiPool {
  /**
   * Settings.
   *
   * @param settings sizes
   */
  public record Config(@Flat Settings settings) {}

  private final Sequential masks;

  /** A layer with the given settings. */
  public ModulatedDeformRoiPoolPack(Config config) {
    super(config.settings());
    Linear last = new Linear(config.settings().deform_fc_channels(), height() * width(), true);
    masks = child("mask_fc", new Sequential(firstLinear(), relu(), zero(last)));
  }

  @Override
  Tensor mask(Tensor flatBins) {
    return masks.forward(flatBins).sigmoid().view(flatBins.size(0), 1, height(), width());
  }
}
