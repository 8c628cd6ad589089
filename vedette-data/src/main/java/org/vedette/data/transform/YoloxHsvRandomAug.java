package org.vedette.data.transform;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/**
 * Changes hue, saturation and value by whole steps (Ge et al., YOLOX, 2021). Upstream: mmdet's
 * {@code YOLOXHSVRandomAug}.
 */
@Component("YOLOXHSVRandomAug")
public final class YoloxHsvRandomAug implements Transform {
  private static final int HUES = 180;
  private final Config config;

  /**
   * Settings.
   *
   * @param hue_delta the most that the hue is turned, in steps of two degrees
   * @param saturation_delta the most that is added to or taken from the saturation
   * @param value_delta the most that is added to or taken from the value
   */
  public record Config(
      @Default("5") int hue_delta,
      @Default("30") int saturation_delta,
      @Default("30") int value_delta) {}

  /** A step with these settings. */
  public YoloxHsvRandomAug(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int[] gains = gains(random);
    try (Image hsv = ImageOps.convert(sample.image(), opencv_imgproc.COLOR_BGR2HSV)) {
      byte[] pixels = hsv.toBytes();
      for (int i = 0; i < pixels.length; i += 3) {
        pixels[i] = (byte) Math.floorMod((pixels[i] & 0xFF) + gains[0], HUES);
        pixels[i + 1] = (byte) clip((pixels[i + 1] & 0xFF) + gains[1]);
        pixels[i + 2] = (byte) clip((pixels[i + 2] & 0xFF) + gains[2]);
      }
      try (Image changed = Image.of(pixels, hsv.height(), hsv.width(), 3)) {
        sample.replaceImage(ImageOps.convert(changed, opencv_imgproc.COLOR_HSV2BGR));
      }
    }
    return sample;
  }

  private int[] gains(RandomSource random) {
    int[] most = {config.hue_delta(), config.saturation_delta(), config.value_delta()};
    double[] gains = new double[3];
    for (int c = 0; c < 3; c++) {
      gains[c] = random.uniform(-1, 1) * most[c];
    }
    int[] whole = new int[3];
    for (int c = 0; c < 3; c++) {
      whole[c] = (int) (gains[c] * random.nextInt(0, 2));
    }
    return whole;
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(value, 255));
  }
}
