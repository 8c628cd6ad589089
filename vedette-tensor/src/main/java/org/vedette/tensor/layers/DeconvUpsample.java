package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.tensor.TensorLayer;

/** Enlarges by a transposed convolution whose kernel and stride are the factor. */
@Component("deconv")
public final class DeconvUpsample implements Upsampler {
  /**
   * Settings.
   *
   * @param scale_factor how many times larger the output is
   */
  public record Config(int scale_factor) {}

  private final Config config;

  /** A factory with the given settings. */
  public DeconvUpsample(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int in, int out) {
    int scale = config.scale_factor();
    return new ConvTranspose2d(new ConvTranspose2d.Shape(in, out, scale, scale, 0, 0), true);
  }
}
