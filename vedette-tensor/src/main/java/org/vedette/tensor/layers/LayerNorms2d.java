package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.tensor.TensorLayer;

/** Makes {@link LayerNorm} layers over the channels of (N, C, H, W). */
@Component("LN2d")
public final class LayerNorms2d implements Norm {
  private final LayerNorms.Config config;

  /** Settings: those of {@code LN}. */
  public record Config(@Flat LayerNorms.Config norm) {}

  /** A factory with the given settings. */
  public LayerNorms2d(Config config) {
    this.config = config.norm();
  }

  @Override
  public TensorLayer create(int channels) {
    return new LayerNorm(channels, config, true);
  }

  @Override
  public String abbreviation() {
    return "ln";
  }
}
