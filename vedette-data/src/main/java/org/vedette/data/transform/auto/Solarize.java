package org.vedette.data.transform.auto;

import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/** Inverts the values from a threshold on. Upstream: mmdet's {@code Solarize}. */
@Component("Solarize")
public final class Solarize extends ColourChange {
  /**
   * Settings.
   *
   * @param prob the chance
   * @param level the strength from 0 to 10; None for a random one
   * @param min_mag the threshold of level 0
   * @param max_mag the threshold of level 10
   */
  public record Config(
      @Default("1.0") double prob,
      @Default("None") Integer level,
      @Default("0.0") double min_mag,
      @Default("256.0") double max_mag) {
    /** Checks the numbers. */
    public Config {
      Strength.check(prob, level, min_mag, max_mag);
      Strength.checkRange(min_mag, max_mag, 0, 256);
    }
  }

  /** A step with these settings. */
  public Solarize(Config config) {
    super(new Strength(config.prob(), config.level(), config.min_mag(), config.max_mag()));
  }

  @Override
  Image change(Image image, double magnitude) {
    if (!image.isFloat()) {
      return Photometry.lookup(
          image, IntStream.range(0, 256).map(v -> v < magnitude ? v : 255 - v).toArray());
    }
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < magnitude ? values[i] : 255 - values[i];
    }
    return Image.of(values, image.height(), image.width(), image.channels());
  }
}
