package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.ImageOps;

/** Takes the image that a sample already holds, as one that comes from a camera or a caller. */
@Component("LoadImageFromNDArray")
public final class LoadImageFromNDArray implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param loading what a config that was written for files says; only {@code to_float32} matters
   */
  public record Config(@Flat LoadImageFromFile.Config loading) {}

  /** A step with these settings. */
  public LoadImageFromNDArray(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    sample.loadImage(sample.image(), "");
    if (config.loading().to_float32() && !sample.image().isFloat()) {
      sample.replaceImage(ImageOps.toFloat(sample.image()));
    }
    return sample;
  }
}
