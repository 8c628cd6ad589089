package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.tensor.TensorLayer;

/** Enlarges by repeating cells; the channels stay. */
@Component("nearest")
public final class NearestUpsample implements Upsampler {
  /**
   * Settings.
   *
   * @param scale_factor how many times larger the output is
   */
  public record Config(int scale_factor) {}

  private final Config config;

  /** A factory with the given settings. */
  public NearestUpsample(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int in, int out) {
    Interpolation.requireSameChannels(in, out);
    return new Interpolation(config.scale_factor(), false, false);
  }
}
