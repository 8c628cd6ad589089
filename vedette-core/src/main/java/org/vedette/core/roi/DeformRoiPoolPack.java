package org.vedette.core.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** Deformable RoI pooling (Dai et al. 2017). Child: {@code offset_fc}. */
@Component("DeformRoIPoolPack")
public final class DeformRoiPoolPack extends DeformRoiPool {
  /**
   * Settings.
   *
   * @param settings sizes
   */
  public record Config(@Flat Settings settings) {}

  /** A layer with the given settings. */
  public DeformRoiPoolPack(Config config) {
    super(config.settings());
  }

  @Override
  Tensor mask(Tensor flatBins) {
    return null;
  }
}
