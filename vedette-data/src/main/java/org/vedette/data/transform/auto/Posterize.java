package org.vedette.data.transform.auto;

import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/** Keeps only the highest bits of each value. Upstream: mmdet's {@code Posterize}. */
@Component("Posterize")
public final class Posterize extends ColourChange {
  /**
   * Settings.
   *
   * @param prob the chance
   * @param level the strength from 0 to 10; None for a random one
   * @param min_mag how many bits are kept, rounded up, of level 0
   * @param max_mag how many bits are kept, rounded up, of level 10
   */
  public record Config(
      @Default("1.0") double prob,
      @Default("None") Integer level,
      @Default("0.0") double min_mag,
      @Default("4.0") double max_mag) {
    /** Checks the numbers. */
    public Config {
      Strength.check(prob, level, min_mag, max_mag);
      Strength.checkRange(min_mag, max_mag, 0, 8);
    }
  }

  /** A step with these settings. */
  public Posterize(Config config) {
    super(new Strength(config.prob(), config.level(), config.min_mag(), config.max_mag()));
  }

  @Override
  Image change(Image image, double magnitude) {
    requireBytes(image);
    int lost = 8 - (int) Math.ceil(magnitude);
    return Photometry.lookup(image, IntStream.range(0, 256).map(v -> v >> lost << lost).toArray());
  }
}
