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
 * Changes brightness, contrast, saturation, hue and the order of channels, each by chance (Liu et
 * al., SSD, 2016). The image becomes float32. Upstream: mmdet's {@code PhotoMetricDistortion}.
 */
@Component("PhotoMetricDistortion")
public final class PhotoMetricDistortion implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param brightness_delta the most that is added to or taken from each value
   * @param contrast_range the least and the most that values are multiplied by
   * @param saturation_range the least and the most that the saturation is multiplied by
   * @param hue_delta the most that the hue is turned, in degrees
   */
  public record Config(
      @Default("32") double brightness_delta,
      @Default("(0.5, 1.5)") FloatRange contrast_range,
      @Default("(0.5, 1.5)") FloatRange saturation_range,
      @Default("18") double hue_delta) {}

  /** What was drawn for one image; contrast is changed before the colours or after. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Draw(
      boolean contrastFirst,
      boolean changesBrightness,
      boolean changesContrast,
      boolean changesSaturation,
      boolean changesHue,
      boolean swaps,
      float brightness,
      float contrast,
      float saturation,
      float hue,
      int[] order) {}

  /** A step with these settings. */
  public PhotoMetricDistortion(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Draw draw = draw(random);
    try (Image light = changed(sample.image(), pixels -> lighten(pixels, draw));
        Image hsv = ImageOps.convert(light, opencv_imgproc.COLOR_BGR2HSV);
        Image colours = changed(hsv, pixels -> colour(pixels, draw));
        Image bgr = ImageOps.convert(colours, opencv_imgproc.COLOR_HSV2BGR)) {
      sample.replaceImage(changed(bgr, pixels -> finish(pixels, draw)));
    }
    return sample;
  }

  private Draw draw(RandomSource random) {
    boolean[] flags = new boolean[6];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = random.nextInt(2) == 1;
    }
    FloatRange contrast = config.contrast_range();
    FloatRange saturation = config.saturation_range();
    return new Draw(
        flags[0],
        flags[1],
        flags[2],
        flags[3],
        flags[4],
        flags[5],
        (float) random.uniform(-config.brightness_delta(), config.brightness_delta()),
        (float) random.uniform(contrast.low(), contrast.high()),
        (float) random.uniform(saturation.low(), saturation.high()),
        (float) random.uniform(-config.hue_delta(), config.hue_delta()),
        random.permutation(3));
  }

  private interface Change {
    void apply(float[] pixels);
  }

  private static Image changed(Image image, Change change) {
    try (Image floats = ImageOps.toFloat(image)) {
      float[] pixels = floats.toFloats();
      change.apply(pixels);
      return Image.of(pixels, image.height(), image.width(), image.channels());
    }
  }

  private static void lighten(float[] pixels, Draw draw) {
    float add = draw.changesBrightness ? draw.brightness : 0;
    float times = draw.contrastFirst && draw.changesContrast ? draw.contrast : 1;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (pixels[i] + add) * times;
    }
  }

  /** Pixels are hue 0..360, saturation 0..1, value. */
  private static void colour(float[] pixels, Draw draw) {
    for (int i = 0; i < pixels.length; i += 3) {
      if (draw.changesSaturation) {
        float saturation = pixels[i + 1] * draw.saturation;
        pixels[i + 1] = draw.saturation > 1 ? Math.max(0, Math.min(saturation, 1)) : saturation;
      }
      if (draw.changesHue) {
        float hue = pixels[i] + draw.hue;
        hue = hue > 360 ? hue - 360 : hue;
        pixels[i] = hue < 0 ? hue + 360 : hue;
      }
    }
  }

  private static void finish(float[] pixels, Draw draw) {
    float times = !draw.contrastFirst && draw.changesContrast ? draw.contrast : 1;
    float[] pixel = new float[3];
    for (int i = 0; i < pixels.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        pixel[c] = pixels[i + (draw.swaps ? draw.order[c] : c)] * times;
      }
      System.arraycopy(pixel, 0, pixels, i, 3);
    }
  }
}
