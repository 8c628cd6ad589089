package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Changes nothing: the model's data preprocessor makes tensors of a sample's plain arrays. Older
 * configs name it. Upstream: mmdet's {@code ToTensor}.
 */
@Component("ToTensor")
public final class ToTensor implements Transform {
  /**
   * Settings.
   *
   * @param keys what becomes a tensor; only the names are checked
   */
  public record Config(List<String> keys) {
    /** Checks the names. */
    public Config {
      SampleKeys.check(keys);
    }
  }

  /** A step with these settings. */
  public ToTensor(Config config) {
    // The names were checked; there is nothing to keep.
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    return sample;
  }
}
