package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Checks that the image is there and changes nothing: the model's data preprocessor makes a tensor
 * (C, H, W) of it. Older configs name it. Upstream: mmdet's {@code ImageToTensor}.
 */
@Component("ImageToTensor")
public final class ImageToTensor implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param keys which images become tensors, such as img
   */
  public record Config(List<String> keys) {
    /** Checks the names. */
    public Config {
      SampleKeys.checkImages(keys);
    }
  }

  /** A step with these settings. */
  public ImageToTensor(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    if (config.keys().contains("img")) {
      sample.image();
    }
    return sample;
  }
}
