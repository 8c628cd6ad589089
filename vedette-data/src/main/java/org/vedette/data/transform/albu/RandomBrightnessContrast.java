package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/** Changes brightness and contrast. The library's {@code RandomBrightnessContrast}. */
@Component("RandomBrightnessContrast")
public final class RandomBrightnessContrast implements AlbuOperation {
  private final Config config;

  /**
   * Settings.
   *
   * @param brightness_limit what is added, as a share of 255 or of the mean
   * @param contrast_limit by how much values are multiplied, less 1
   * @param brightness_by_max whether a share of 255 is added; else of the mean times the contrast
   * @param chance when it is run
   */
  public record Config(
      @Default("0.2") Limits brightness_limit,
      @Default("0.2") Limits contrast_limit,
      @Default("True") boolean brightness_by_max,
      @Flat Chance chance) {}

  /** An operation with these settings. */
  public RandomBrightnessContrast(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    double times = 1 + config.contrast_limit().draw(random);
    double share = config.brightness_limit().draw(random);
    double mean = config.brightness_by_max() ? 0 : mean(scene.image());
    float more = (float) (config.brightness_by_max() ? share * 255 : times * share * mean);
    int[] table = new int[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = (int) Math.max(0, Math.min(value * (float) times + more, 255));
    }
    scene.replaceImage(Photometry.lookup(scene.image(), table));
  }

  private static double mean(Image image) {
    long sum = 0;
    byte[] pixels = image.toBytes();
    for (byte pixel : pixels) {
      sum += pixel & 0xFF;
    }
    return (double) sum / pixels.length;
  }
}
