package org.vedette.data.transform.auto;

import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/** Adds to the values below 128. Upstream: mmdet's {@code SolarizeAdd}. */
@Component("SolarizeAdd")
public final class SolarizeAdd extends ColourChange {
  private static final int DARK = 128;

  /**
   * Settings.
   *
   * @param prob the chance
   * @param level the strength from 0 to 10; None for a random one
   * @param min_mag what is added of level 0
   * @param max_mag what is added of level 10
   */
  public record Config(
      @Default("1.0") double prob,
      @Default("None") Integer level,
      @Default("0.0") double min_mag,
      @Default("110.0") double max_mag) {
    /** Checks the numbers. */
    public Config {
      Strength.check(prob, level, min_mag, max_mag);
      Strength.checkRange(min_mag, max_mag, 0, 110);
    }
  }

  /** A step with these settings. */
  public SolarizeAdd(Config config) {
    super(new Strength(config.prob(), config.level(), config.min_mag(), config.max_mag()));
  }

  @Override
  Image change(Image image, double magnitude) {
    if (!image.isFloat()) {
      return Photometry.lookup(
          image, IntStream.range(0, 256).map(v -> v < DARK ? (int) (v + magnitude) : v).toArray());
    }
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < DARK ? (float) (values[i] + magnitude) : values[i];
    }
    return Image.of(values, image.height(), image.width(), image.channels());
  }
}
