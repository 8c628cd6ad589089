package org.vedette.data.transform.albu;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Photometry;

/** Changes hue, saturation and value. The library's {@code HueSaturationValue}. */
@Component("HueSaturationValue")
public final class HueSaturationValue implements AlbuOperation {
  private static final int HUES = 180;
  private final Config config;

  /**
   * Settings.
   *
   * @param hue_shift_limit by how much the hue is turned, in steps of two degrees
   * @param sat_shift_limit what is added to the saturation
   * @param val_shift_limit what is added to the value
   * @param chance when it is run
   */
  public record Config(
      @Default("20") Limits hue_shift_limit,
      @Default("30") Limits sat_shift_limit,
      @Default("20") Limits val_shift_limit,
      @Flat Chance chance) {}

  /** An operation with these settings. */
  public HueSaturationValue(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    float hue = (float) config.hue_shift_limit().draw(random);
    float saturation = (float) config.sat_shift_limit().draw(random);
    float value = (float) config.val_shift_limit().draw(random);
    scene.requireChannels(3, "HueSaturationValue");
    int[][] tables = {turned(hue), added(saturation), added(value)};
    try (Image hsv = ImageOps.convert(scene.image(), opencv_imgproc.COLOR_RGB2HSV);
        Image changed = Photometry.lookup(hsv, tables)) {
      scene.replaceImage(ImageOps.convert(changed, opencv_imgproc.COLOR_HSV2RGB));
    }
  }

  private static int[] turned(float hue) {
    int[] table = new int[256];
    for (int value = 0; value < table.length; value++) {
      float rest = (value + hue) % HUES;
      table[value] = (int) (rest < 0 ? rest + HUES : rest);
    }
    return table;
  }

  private static int[] added(float more) {
    int[] table = new int[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = (int) Math.max(0, Math.min(value + more, 255));
    }
    return table;
  }
}
