package org.vedette.data.transform;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Changes nothing: images stay (H, W, C) until the model's data preprocessor brings them into the
 * order (C, H, W), which is the one that configs ask for. Upstream: mmdet's {@code Transpose}.
 */
@Component("Transpose")
public final class Transpose implements Transform {
  private static final int[] CHANNELS_FIRST = {2, 0, 1};

  /**
   * Settings.
   *
   * @param keys which images are brought into another order; only img
   * @param order the order of the axes; only (2, 0, 1)
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(List<String> keys, int[] order) {
    /** Refuses what cannot be done to an image. */
    public Config {
      if (!keys.stream().allMatch("img"::equals)) {
        throw new IllegalArgumentException("'keys' must be ['img'], got " + keys);
      }
      if (!Arrays.equals(order, CHANNELS_FIRST)) {
        throw new IllegalArgumentException(
            "'order' must be (2, 0, 1), got %s: a sample's image stays (H, W, C), and the data"
                    .formatted(Arrays.toString(order))
                + " preprocessor makes it (C, H, W)");
      }
    }
  }

  /** A step with these settings. */
  public Transpose(Config config) {
    // They were checked; there is nothing to keep.
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    sample.image();
    return sample;
  }
}
