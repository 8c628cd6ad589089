package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Photometry;

/** Adds to each channel. The library's {@code RGBShift}. */
@Component("RGBShift")
public final class RGBShift implements AlbuOperation {
  private final Config config;

  /**
   * Settings.
   *
   * @param r_shift_limit what is added to the first channel
   * @param g_shift_limit what is added to the second channel
   * @param b_shift_limit what is added to the third channel
   * @param chance when it is run
   */
  public record Config(
      @Default("20") Limits r_shift_limit,
      @Default("20") Limits g_shift_limit,
      @Default("20") Limits b_shift_limit,
      @Flat Chance chance) {}

  /** An operation with these settings. */
  public RGBShift(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    Limits[] limits = {config.r_shift_limit(), config.g_shift_limit(), config.b_shift_limit()};
    int[][] tables = new int[limits.length][256];
    for (int c = 0; c < limits.length; c++) {
      float more = (float) limits[c].draw(random);
      for (int value = 0; value < 256; value++) {
        tables[c][value] = (int) Math.max(0, Math.min(value + more, 255));
      }
    }
    scene.requireChannels(limits.length, "RGBShift");
    scene.replaceImage(Photometry.lookup(scene.image(), tables));
  }
}
