package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/** Enlarges by bilinear interpolation; the channels stay. */
@Component("bilinear")
public final class BilinearUpsample implements Upsampler {
  /**
   * Settings.
   *
   * @param scale_factor how many times larger the output is
   * @param align_corners whether the corner cells of both maps coincide
   */
  public record Config(int scale_factor, @Default("False") boolean align_corners) {}

  private final Config config;

  /** A factory with the given settings. */
  public BilinearUpsample(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int in, int out) {
    Interpolation.requireSameChannels(in, out);
    return new Interpolation(config.scale_factor(), true, config.align_corners());
  }
}
