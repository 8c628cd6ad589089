package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.MixTransform;
import org.vedette.data.Sample;

/**
 * Makes one image of four: the sample left above, three others around (Bochkovskiy et al., YOLOv4,
 * 2020). Upstream: mmdet's {@code Mosaic}, which leaves masks behind; here they move along.
 */
@Component("Mosaic")
public final class Mosaic implements MixTransform {
  private static final int OTHERS = 3;
  private final MosaicOptions options;

  /**
   * Settings.
   *
   * @param options how the images are put together
   */
  public record Config(@Flat MosaicOptions options) {}

  /** A step with these settings. */
  public Mosaic(Config config) {
    options = config.options();
  }

  @Override
  public List<Sample> choose(Source source, RandomSource random) {
    int[] indices = new int[OTHERS];
    for (int i = 0; i < OTHERS; i++) {
      indices[i] = random.nextInt(0, source.size());
    }
    return Mixing.load(source, indices, random);
  }

  @Override
  public Sample mix(Sample sample, List<Sample> others, RandomSource random) {
    if (random.uniform(0, 1) > options.prob()) {
      return sample;
    }
    return options.mix(sample, others::get, random);
  }
}
